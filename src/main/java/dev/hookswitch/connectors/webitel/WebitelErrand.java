package dev.hookswitch.connectors.webitel;

import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.Loss;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signs in at the event server, does one thing and leaves.
 *
 * @param <T> what comes of it
 */
final class WebitelErrand<T> implements WebitelClient.Listener {
  /** What is to be done. Both run on the desk of the connection. */
  interface Task<T> {
    CompletionStage<T> run(WebitelClient client);

    /** The sign-in failed, or the connection ended, or it all took too long. */
    T lost(Loss why, String detail);
  }

  private final Task<T> task;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private @Nullable WebitelClient client;

  private WebitelErrand(Task<T> task) {
    this.task = task;
  }

  /**
   * @param within after this time it is lost
   * @return completes with what the task says, on a thread of the errand
   */
  static <T> CompletableFuture<T> run(
      WebitelAccount account, ScheduledExecutorService timer, Duration within, Task<T> task) {
    var errand = new WebitelErrand<>(task);
    var desk = new Mailbox("webitel errand of " + account.account());
    errand.result.completeOnTimeout(
        task.lost(Loss.TIMED_OUT, "no answer within " + within),
        within.toMillis(),
        TimeUnit.MILLISECONDS);
    desk.post(() -> {
      WebitelClient opened = WebitelClient.open(account, desk::post, timer, errand);
      errand.client = opened;
      errand.result.whenComplete((_, _) -> desk.post(opened::close));
    });
    return errand.result;
  }

  @Override
  public void ready(PhoneStatus self) {
    if (client != null) {
      task.run(client).thenAccept(result::complete);
    }
  }

  @Override
  public void event(ChannelEvent event) {
    // It is there for one thing.
  }

  @Override
  public void status(PhoneStatus self) {
    // As above.
  }

  @Override
  public void over(Loss why, String detail) {
    result.complete(task.lost(why, detail));
  }
}
