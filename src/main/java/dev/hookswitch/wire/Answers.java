package dev.hookswitch.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to a peer that wait for their answers. Used on the desk of its owner, which runs one
 * task at a time; answers complete there.
 *
 * @param <K> names a question
 * @param <R> the answer
 */
public final class Answers<K, R> {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  /** More questions than a peer ever has to think about at once; the next one gets no answer. */
  private static final int MOST = 1000;

  private record Waiting<R>(CompletableFuture<R> answer, Future<?> timeout) {}

  private final Executor desk;
  private final ScheduledExecutorService timer;
  private final Supplier<R> none;
  private final Map<K, Waiting<R>> waiting = new HashMap<>();

  /**
   * @param timer its tasks only pass work to the desk
   * @param none the answer of a peer that gives none
   */
  public Answers(Executor desk, ScheduledExecutorService timer, Supplier<R> none) {
    this.desk = desk;
    this.timer = timer;
    this.none = none;
  }

  /** Waits for the answer to a question, for so long. */
  public CompletionStage<R> await(K question, Duration within) {
    if (waiting.size() >= MOST) {
      return CompletableFuture.completedFuture(none.get());
    }
    var answer = new CompletableFuture<R>();
    Future<?> timeout = later(within, () -> settle(question, none.get()));
    waiting.put(question, new Waiting<>(answer, timeout));
    return answer;
  }

  /** An answer to a question that nobody waits for does not count. */
  public void settle(K question, R answer) {
    Waiting<R> asked = waiting.remove(question);
    if (asked == null) {
      log.debug("An answer to {}, which nobody waits for", question);
      return;
    }
    asked.timeout().cancel(false);
    asked.answer().complete(answer);
  }

  /** No answer comes any more. */
  public void giveUp() {
    List.copyOf(waiting.keySet()).forEach(question -> settle(question, none.get()));
  }

  /** Does work on the desk after a while. */
  public Future<?> later(Duration delay, Runnable work) {
    return timer.schedule(() -> desk.execute(work), delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
