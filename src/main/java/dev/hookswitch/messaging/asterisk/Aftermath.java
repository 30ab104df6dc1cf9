package dev.hookswitch.messaging.asterisk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Line;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What calls leave behind: phones that wait for nobody, callers for whom nobody comes, recordings.
 * Used on the link's desk, but for {@link #recordingOf}.
 */
final class Aftermath implements LineWatch.Helper {
  /** Between the end of a call and the moment when its record is written. */
  private static final Duration RECORDING_KEPT = Duration.ofHours(1);

  /** The dial plan goes on from the agent's answer to the application in that time. */
  private static final Duration APPLICATION_AFTER = Duration.ofMillis(1500);

  private final Pbx pbx;
  private final Consumer<Channel> changed;
  private final Cache<CallId, String> recorded =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(RECORDING_KEPT).build();

  /**
   * @param changed hears of a channel of which more is known than events tell
   */
  Aftermath(Pbx pbx, Consumer<Channel> changed) {
    this.pbx = pbx;
    this.changed = changed;
  }

  @Override
  public void stranded(Channel own) {
    pbx.send(
        AmiAction.of("Hangup")
            .with("Channel", own.name())
            .with("Cause", String.valueOf(Causes.NORMAL)));
  }

  @Override
  public void asksApplication(Channel own) {
    pbx.later(
        APPLICATION_AFTER,
        () -> {
          own.applicationAsked = false; // it may be asked again
          if (own.alive()) {
            pbx.list(AmiAction.of("Status").with("Channel", own.name()))
                .thenAccept(reply -> told(own, reply));
          }
        });
  }

  private void told(Channel own, AmiReply reply) {
    if (reply instanceof AmiReply.Done(_, List<AmiMessage> said) && !said.isEmpty()) {
      own.application = said.getFirst().get("Application");
    }
    changed.accept(own);
  }

  /** Nobody waits for ever: the phone that hung up is rung again. */
  @Override
  public void forgotten(Channel far, Line line) {
    if (far.fetched) {
      return;
    }
    far.fetched = true;
    pbx.send(
        AmiAction.of("Redirect")
            .with("Channel", far.name())
            .with("Context", pbx.settings().context())
            .with("Exten", line.number().dialled())
            .with("Priority", "1"));
  }

  @Override
  public void recorded(CallId call, String file) {
    ArchivedRecordings.reference(file).ifPresent(reference -> recorded.put(call, reference));
  }

  /** The recording of a call that has ended. On any thread. */
  Optional<String> recordingOf(CallId call) {
    return Optional.ofNullable(recorded.getIfPresent(call));
  }
}
