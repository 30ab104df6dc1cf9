package dev.hookswitch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.mailbox.Mailbox;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Answers<Integer, String> answers =
      new Answers<>(Runnable::run, timer, () -> "none");

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void answer_toAQuestion_completesIt() {
    var asked = answers.await(1, LONG);
    answers.settle(1, "yes");
    answers.settle(1, "no");

    assertThat(asked).isCompletedWithValue("yes");
  }

  @Test
  void question_thatNobodyAnswers_hasNoAnswerInTheEnd() {
    var desk = new Mailbox("desk");
    var shortly = new Answers<Integer, String>(desk::post, timer, () -> "none");

    var answer =
        CompletableFuture.supplyAsync(() -> shortly.await(1, Duration.ofMillis(1)), desk::post);

    assertThat(answer.thenCompose(asked -> asked)).succeedsWithin(LONG).isEqualTo("none");
  }

  @Test
  void questions_withoutEnd_haveNoAnswer() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(answers.await(i, LONG)).isNotDone();
    }

    assertThat(answers.await(1_000, LONG)).isCompletedWithValue("none");
    answers.giveUp();
  }
}
