package dev.hookswitch.connectors.emulator;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.RecordingRef;
import dev.hookswitch.phone.Recordings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Every emulated conversation has a recording, although nobody spoke: {@link Babble}. Nothing is
 * kept; the reference holds the call's id and how long it lasted, and the same reference always
 * sounds the same.
 */
@Component
@ConditionalOnProperty(EmulatorPhoneSystem.ENABLED)
final class EmulatorRecordings implements Recordings {
  /** Nobody demonstrates a longer call. */
  private static final Duration LONGEST = Duration.ofHours(4);

  private static final Pattern REFERENCE =
      Pattern.compile("(?<call>[0-9a-f-]{36})/(?<ms>\\d{1,8})");

  @Override
  public String system() {
    return EmulatorPhoneSystem.ID;
  }

  @Override
  public Optional<String> referenceTo(CallFinished finished) {
    Call call = finished.call();
    Instant answered = call.answeredAt();
    if (answered == null || !finished.at().isAfter(answered)) {
      return Optional.empty();
    }
    Duration length = Duration.between(answered, finished.at());
    long millis = Math.min(length.toMillis(), LONGEST.toMillis());
    return Optional.of(call.id() + "/" + millis);
  }

  @Override
  public RecordingAnswer open(RecordingRef recording) {
    Matcher reference = REFERENCE.matcher(recording.reference());
    return reference.matches()
        ? new RecordingAnswer.Found(
            new Babble(
                reference.group("call").hashCode(),
                Duration.ofMillis(Long.parseLong(reference.group("ms")))))
        : RecordingAnswer.ABSENT;
  }
}
