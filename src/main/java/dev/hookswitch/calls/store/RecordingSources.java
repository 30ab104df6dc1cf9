package dev.hookswitch.calls.store;

import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.RecordingRef;
import dev.hookswitch.phone.Recordings;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The phone systems that keep recordings. What one of them does wrong does no harm to a call. */
@Component
class RecordingSources {
  private static final Logger log = LoggerFactory.getLogger(RecordingSources.class);

  private final Map<String, Recordings> bySystem;

  RecordingSources(ObjectProvider<Recordings> all) {
    this.bySystem =
        all.stream().collect(Collectors.toUnmodifiableMap(Recordings::system, Function.identity()));
  }

  Optional<String> referenceTo(String system, CallFinished finished) {
    Recordings source = bySystem.get(system);
    if (source == null) {
      return Optional.empty();
    }
    try {
      return source.referenceTo(finished).filter(reference -> usable(system, reference));
    } catch (RuntimeException e) {
      log.error("{} fails to name the recording of call {}", system, finished.callId(), e);
      return Optional.empty();
    }
  }

  /** A phone system that is no longer there has no recordings any more. */
  RecordingAnswer open(String system, RecordingRef recording) {
    Recordings source = bySystem.get(system);
    if (source == null) {
      return RecordingAnswer.ABSENT;
    }
    try {
      return source.open(recording);
    } catch (RuntimeException e) {
      log.error("{} fails to open a recording", system, e);
      return new RecordingAnswer.Unreachable(e.getClass().getSimpleName());
    }
  }

  private static boolean usable(String system, String reference) {
    boolean usable =
        !reference.isBlank()
            && reference.length() <= Recordings.MAX_REFERENCE
            && reference.indexOf('\0') < 0;
    if (!usable) {
      log.warn(
          "{} names a recording with {} characters (expected: 1 to {}); it is not kept",
          system,
          reference.length(),
          Recordings.MAX_REFERENCE);
    }
    return usable;
  }
}
