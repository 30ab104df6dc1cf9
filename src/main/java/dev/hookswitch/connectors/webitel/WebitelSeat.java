package dev.hookswitch.connectors.webitel;

import dev.hookswitch.line.Seat;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A seat that also keeps the web phone while somebody talks on it and the event server alone is
 * lost: the conversation does not need that. Used on its desk.
 */
final class WebitelSeat extends Seat<WebitelCall> {
  /** Longer than a line in a call waits between two attempts to come back. */
  private static final Duration KEPT_FOR = Duration.ofSeconds(60);

  private @Nullable WebitelWebPhone kept;

  WebitelSeat(LineId line, InstantSource clock) {
    super(line, clock);
  }

  /** Keeps the web phone until the line is opened anew, for a while. */
  void keep(WebitelWebPhone phone, ScheduledExecutorService timer) {
    kept = phone;
    phone.tells(
        new WebitelWebPhone.Owner() {
          @Override
          public void over(Loss why, String detail) {
            release(phone);
          }
        });
    timer.schedule(
        () -> desk().post(() -> release(phone)), KEPT_FOR.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void release(WebitelWebPhone phone) {
    if (kept == phone) {
      kept = null;
      phone.close();
    }
  }

  /** The web phone of the same line that was kept, if it is still there; nobody keeps it then. */
  Optional<WebitelWebPhone> take(Line line) {
    WebitelWebPhone phone = kept;
    kept = null;
    if (phone != null && !phone.line().equals(line)) {
      phone.close();
      return Optional.empty();
    }
    return Optional.ofNullable(phone);
  }
}
