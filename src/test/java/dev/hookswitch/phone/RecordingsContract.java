package dev.hookswitch.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.CtiEvent.CallFinished;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a phone system that keeps recordings owes. */
public interface RecordingsContract {
  Recordings recordings();

  /** The end of a conversation that the phone system has recorded. */
  CallFinished recorded();

  /** The end of a call that nobody answered. */
  CallFinished unanswered();

  /** The recording of that name, of the line that the contract's calls are on. */
  default RecordingRef ref(CallFinished finished, String reference) {
    return new RecordingRef(finished.line(), new PhoneNumber("901"), reference);
  }

  private RecordingRef ref(CallFinished finished) {
    return ref(finished, recordings().referenceTo(finished).orElseThrow());
  }

  private static byte[] all(InputStream part) throws IOException {
    try (part) {
      return part.readAllBytes();
    }
  }

  @Test
  default void referenceTo_conversation_fitsItsColumnAndIsNoLink() {
    String reference = recordings().referenceTo(recorded()).orElseThrow();

    assertThat(reference).isNotBlank().hasSizeLessThanOrEqualTo(Recordings.MAX_REFERENCE);
    assertThat(reference).doesNotContain("://", "token");
  }

  @Test
  default void referenceTo_callWithoutConversation_isNone() {
    assertThat(recordings().referenceTo(unanswered())).isEmpty();
  }

  @Test
  default void open_conversation_isSoundOfSomeLength() throws IOException {
    var found = (RecordingAnswer.Found) recordings().open(ref(recorded()));

    try (Recording recording = found.recording()) {
      assertThat(recording.mediaType()).startsWith("audio/");
      long length = recording.length().orElse(Long.MAX_VALUE);
      byte[] whole = all(recording.read(0, length));
      assertThat(whole).isNotEmpty();
      if (recording.length().isPresent()) {
        assertThat(whole).hasSize((int) length);
      }
    }
  }

  @Test
  default void read_parts_areThoseOfTheWhole() throws IOException {
    var found = (RecordingAnswer.Found) recordings().open(ref(recorded()));

    try (Recording recording = found.recording()) {
      if (recording.length().isEmpty()) {
        return; // it can only be read from its beginning
      }
      byte[] whole = all(recording.read(0, recording.length().getAsLong()));
      int middle = whole.length / 2 + 1;
      assertThat(all(recording.read(middle, 100)))
          .isEqualTo(Arrays.copyOfRange(whole, middle, middle + 100));
      assertThat(all(recording.read(whole.length - 1, 1)))
          .isEqualTo(Arrays.copyOfRange(whole, whole.length - 1, whole.length));
      assertThat(all(recording.read(1, 50))).isEqualTo(Arrays.copyOfRange(whole, 1, 51));
    }
  }

  @Test
  default void open_unknownReference_isAbsent() {
    assertThat(recordings().open(ref(recorded(), UUID.randomUUID().toString())))
        .isEqualTo(RecordingAnswer.ABSENT);
    assertThat(recordings().open(ref(recorded(), "\" ../\n' or 1=1")))
        .isEqualTo(RecordingAnswer.ABSENT);
  }
}
