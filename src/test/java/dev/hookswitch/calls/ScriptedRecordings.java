package dev.hookswitch.calls;

import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.Recording;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.RecordingRef;
import dev.hookswitch.phone.Recordings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Recordings of the calls of {@link CallStory}, by a phone system that answers as it is told. */
public final class ScriptedRecordings implements Recordings {
  /** Stands in every reference; nobody outside of the server ever reads it. */
  public static final String MARK = "planted-reference";

  private final List<RecordingRef> asked = new CopyOnWriteArrayList<>();
  private volatile AtomicInteger open = new AtomicInteger();
  private volatile AtomicInteger closed = new AtomicInteger();
  private volatile Function<RecordingRef, RecordingAnswer> answer = _ -> RecordingAnswer.ABSENT;
  private volatile Function<CallFinished, Optional<String>> reference =
      finished -> Optional.of(MARK + finished.callId());

  /** A new test begins: what an earlier one left open does not count. */
  public void forget() {
    open = new AtomicInteger();
    closed = new AtomicInteger();
    asked.clear();
  }

  public void answers(RecordingAnswer fixed) {
    answer = _ -> fixed;
  }

  public void answers(Function<RecordingRef, RecordingAnswer> by) {
    answer = by;
  }

  public void names(Function<CallFinished, Optional<String>> by) {
    reference = by;
  }

  /** What was asked for, in order. */
  public List<RecordingRef> asked() {
    return asked;
  }

  /** How many recordings were opened and not closed. */
  public int open() {
    return open.get();
  }

  /** How many were closed so far. */
  public int closed() {
    return closed.get();
  }

  /** A recording of these bytes. */
  public RecordingAnswer found(String mediaType, byte[] content) {
    return new RecordingAnswer.Found(new Tape(mediaType, content, content.length));
  }

  /** A recording of these bytes whose length nobody tells beforehand. */
  public RecordingAnswer ofUnknownLength(byte[] content) {
    return new RecordingAnswer.Found(new Tape("audio/mpeg", content, -1));
  }

  /** A recording that breaks off after some bytes of more. */
  public RecordingAnswer breakingOff(byte[] content, int length) {
    return new RecordingAnswer.Found(new Tape("audio/mpeg", content, length));
  }

  @Override
  public String system() {
    return "builtin";
  }

  @Override
  public Optional<String> referenceTo(CallFinished finished) {
    return reference.apply(finished);
  }

  @Override
  public RecordingAnswer open(RecordingRef recording) {
    asked.add(recording);
    RecordingAnswer given = answer.apply(recording);
    if (given instanceof RecordingAnswer.Found) {
      open.incrementAndGet();
    }
    return given;
  }

  private final class Tape implements Recording {
    private final String mediaType;
    private final byte[] content;
    private final int length;
    private final AtomicInteger stillOpen = open;
    private final AtomicInteger over = closed;

    Tape(String mediaType, byte[] content, int length) {
      this.mediaType = mediaType;
      this.content = content;
      this.length = length;
    }

    @Override
    public String mediaType() {
      return mediaType;
    }

    @Override
    public OptionalLong length() {
      return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    @Override
    public InputStream read(long from, long count) {
      int first = (int) Math.min(from, content.length);
      int most = (int) Math.min(count, content.length - first);
      InputStream there = new ByteArrayInputStream(content, first, most);
      return length > content.length ? new SequenceInputStream(there, new Gone()) : there;
    }

    @Override
    public void close() {
      stillOpen.decrementAndGet();
      over.incrementAndGet();
    }
  }

  /** A connection that the peer has cut. */
  private static final class Gone extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset by " + MARK);
    }
  }
}
