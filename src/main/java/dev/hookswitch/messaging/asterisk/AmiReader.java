package dev.hookswitch.messaging.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the bytes of a manager connection into messages (asterisk.md §2): lines {@code Name: value}
 * with CRLF (a bare LF will do), closed by an empty line. Whatever the peer sends costs bounded
 * memory: a message that is too long or has too many lines is skipped to its end, a line without a
 * name is left out. Both are counted, and logged with their place the first time.
 *
 * <p>Used by one thread.
 */
final class AmiReader {
  /** Far more than any message of Asterisk's; the longest recorded one has 4 kB. */
  static final int LONGEST_MESSAGE = 256 * 1024;

  static final int MOST_LINES = 2_000;
  private static final int LONGEST_GREETING = 256;
  private static final Logger log = LoggerFactory.getLogger(AmiReader.class);

  private final InputStream in;
  private final Names known = new Names();
  private byte[] buffer = new byte[16 * 1024];
  private int start;
  private int end;

  /** How far the line that begins at {@link #start} has been searched for its end. */
  private int searched;

  private long place;
  private long skipped;
  private String[] names = new String[64];

  /** The values of the message that is read, one behind the other, and where they end. */
  private byte[] values = new byte[4 * 1024];

  private int[] ends = new int[64];

  AmiReader(InputStream in) {
    this.in = in;
  }

  /**
   * The first line, which closes no message.
   *
   * @return null at the end of the stream
   * @throws IOException also when the line is too long for a greeting
   */
  @Nullable String greeting() throws IOException {
    while (true) {
      int length = line();
      if (length >= 0) {
        String text = new String(buffer, start, length, StandardCharsets.UTF_8);
        consume(length);
        return text;
      }
      if (end - start > LONGEST_GREETING) {
        throw new IOException("the peer does not greet as a manager interface does");
      }
      if (!fill()) {
        return null;
      }
    }
  }

  /**
   * The next message; waits for it.
   *
   * @return null at the end of the stream; what was begun and not closed is left out
   */
  @Nullable AmiMessage next() throws IOException {
    int count = 0;
    long size = 0;
    boolean skips = false;
    while (true) {
      int length = line();
      if (length < 0) {
        if (end - start >= LONGEST_MESSAGE) { // a line without end: its rest is one, too
          skips = skip(skips, "a line of more than %d bytes".formatted(LONGEST_MESSAGE));
          place += end - start;
          start = end;
          searched = end;
        }
        if (!fill()) {
          return null;
        }
        continue;
      }
      if (length == 0 && !skips && count > 0) {
        consume(length);
        return new AmiMessage(
            Arrays.copyOf(names, count),
            Arrays.copyOf(values, ends[count - 1]),
            Arrays.copyOf(ends, count));
      }
      if (length == 0) {
        consume(length);
        skips = false;
        count = 0;
        size = 0;
        continue;
      }
      size += length;
      if (size > LONGEST_MESSAGE || count >= MOST_LINES) {
        skips = skip(skips, "a message of more than its bounds");
      }
      if (!skips && field(count, length)) {
        count++;
      }
      consume(length);
    }
  }

  /** Whether a line is there already, so that the next message may come without waiting. */
  boolean hasMore() {
    return line() >= 0;
  }

  /** How many messages and lines were not understood. */
  long skipped() {
    return skipped;
  }

  private boolean skip(boolean skips, String what) {
    if (!skips) {
      leaveOut(what);
    }
    return true;
  }

  private void leaveOut(String what) {
    if (skipped++ == 0) {
      log.warn("The manager interface sent {} at byte {}; such things are left out", what, place);
    }
  }

  /** Keeps the line as the field of that index, if it is one. */
  private boolean field(int index, int length) {
    int colon = start;
    int last = start + length;
    while (colon < last && buffer[colon] != ':') {
      colon++;
    }
    if (colon == last || colon == start) {
      leaveOut("a line without a name");
      return false;
    }
    int value = colon + 1;
    if (value < last && buffer[value] == ' ') {
      value++;
    }
    if (index == names.length) {
      names = Arrays.copyOf(names, index * 2);
      ends = Arrays.copyOf(ends, index * 2);
    }
    names[index] = known.of(buffer, start, colon);
    int from = index == 0 ? 0 : ends[index - 1];
    int to = from + last - value;
    if (to > values.length) {
      values = Arrays.copyOf(values, Math.max(to, values.length * 2));
    }
    System.arraycopy(buffer, value, values, from, last - value);
    ends[index] = to;
    return true;
  }

  /** Length of the line at the start, without its end; -1 when its end is not there yet. */
  private int line() {
    for (int i = searched; i < end; i++) {
      if (buffer[i] == '\n') {
        searched = i;
        return i > start && buffer[i - 1] == '\r' ? i - 1 - start : i - start;
      }
    }
    searched = end;
    return -1;
  }

  /** Goes on behind the line that was found. */
  private void consume(int length) {
    int next = start + length;
    while (buffer[next] != '\n') {
      next++;
    }
    place += next + 1 - start;
    start = next + 1;
    searched = start;
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      searched -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end);
    if (read < 0) {
      return false;
    }
    end += read;
    return true;
  }

  /** Names of fields are some hundred at most: each is one object, found by its bytes. */
  private static final class Names {
    private static final int SLOTS = 1024;
    private final byte[] @Nullable [] bytes = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];

    String of(byte[] from, int start, int end) {
      int hash = 0;
      for (int i = start; i < end; i++) {
        hash = hash * 31 + from[i];
      }
      int slot = (hash ^ hash >>> 10) & SLOTS - 1;
      byte[] there = bytes[slot];
      if (there != null && Arrays.equals(there, 0, there.length, from, start, end)) {
        return texts[slot];
      }
      String text = new String(from, start, end - start, StandardCharsets.UTF_8);
      if (end - start > 64) {
        return text;
      }
      text = text.intern();
      bytes[slot] = Arrays.copyOfRange(from, start, end); // whoever was there makes room
      texts[slot] = text;
      return text;
    }
  }
}
