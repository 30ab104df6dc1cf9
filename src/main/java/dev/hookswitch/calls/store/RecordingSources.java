package dev.hookswitch.calls.store;

import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.RecordingRef;
import dev.hookswitch.phone.Recordings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The phone systems that keep recordings. What one of them does wrong does no harm to a call, and
 * nobody waits for one that does not answer.
 */
@Component
class RecordingSources {
  private static final Logger log = LoggerFactory.getLogger(RecordingSources.class);

  private final Map<String, Recordings> bySystem;
  private final Duration patience;

  RecordingSources(
      ObjectProvider<Recordings> all,
      @Value("${hookswitch.calls.recording-patience:10s}") Duration patience) {
    this.bySystem =
        all.stream().collect(Collectors.toUnmodifiableMap(Recordings::system, Function.identity()));
    this.patience = patience;
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
    CompletableFuture<RecordingAnswer> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("recording of " + system)
        .start(() -> {
          try {
            answer.complete(source.open(recording));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return await(system, answer);
  }

  private RecordingAnswer await(String system, CompletableFuture<RecordingAnswer> answer) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      answer.thenAccept(RecordingSources::closeLate);
      return new RecordingAnswer.Unreachable("no answer within " + patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      answer.thenAccept(RecordingSources::closeLate);
      return new RecordingAnswer.Unreachable("interrupted");
    } catch (ExecutionException e) {
      log.error("{} fails to open a recording", system, e.getCause());
      return new RecordingAnswer.Unreachable("failed");
    }
  }

  private static void closeLate(RecordingAnswer answer) {
    if (answer instanceof RecordingAnswer.Found(var recording)) {
      recording.close();
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
