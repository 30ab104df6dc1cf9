package dev.hookswitch.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MailboxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Mailbox mailbox = new Mailbox("under test");
  private final List<Integer> done = new CopyOnWriteArrayList<>();

  @Test
  void tasks_postedByOne_runInTheirOrder() {
    IntStream.range(0, 1000).forEach(i -> mailbox.post(() -> done.add(i)));
    await().atMost(PATIENCE).until(() -> mailbox.waiting() == 0);
    assertThat(done).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void tasks_postedByMany_runOneAtATimeAndInEachOnesOrder() throws InterruptedException {
    var inside = new AtomicInteger();
    var overlaps = new AtomicInteger();
    // Only the mailbox writes to it: a plain list also shows that one task sees what another did.
    List<int[]> seen = new ArrayList<>();
    List<Thread> posters = new ArrayList<>();
    for (int poster = 0; poster < 8; poster++) {
      int who = poster;
      posters.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 500; i++) {
                  int number = i;
                  mailbox.post(() -> {
                    if (inside.incrementAndGet() > 1) {
                      overlaps.incrementAndGet();
                    }
                    Thread.yield();
                    seen.add(new int[] {who, number});
                    inside.decrementAndGet();
                  });
                }
              }));
    }
    for (Thread poster : posters) {
      poster.join();
    }
    await().atMost(PATIENCE).until(() -> mailbox.waiting() == 0);
    assertThat(overlaps).hasValue(0);
    assertThat(seen).hasSize(8 * 500);
    for (int poster = 0; poster < 8; poster++) {
      int who = poster;
      assertThat(seen.stream().filter(task -> task[0] == who).map(task -> task[1]).toList())
          .isSorted();
    }
  }

  @Test
  void task_thatThrows_doesNotStopTheNext() {
    mailbox.post(() -> {
      throw new IllegalStateException("thrown on purpose");
    });
    mailbox.post(() -> done.add(1));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(done).containsExactly(1));
  }

  @Test
  void task_thatThrowsAnError_doesNotStopTheNext() {
    mailbox.post(() -> {
      throw new AssertionError("thrown on purpose");
    });
    mailbox.post(() -> done.add(1));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(done).containsExactly(1));
    await().atMost(PATIENCE).until(() -> mailbox.waiting() == 0);
  }

  @Test
  void post_whileATaskBlocks_returnsAtOnce() {
    var release = new CountDownLatch(1);
    mailbox.post(() -> awaitLatch(release));
    mailbox.post(() -> done.add(1));
    assertThat(mailbox.waiting()).isEqualTo(2);
    assertThat(done).isEmpty();
    release.countDown();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(done).containsExactly(1));
  }

  @Test
  void post_fromWithinATask_runsAfterIt() {
    mailbox.post(() -> {
      mailbox.post(() -> done.add(2));
      done.add(1);
    });
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(done).containsExactly(1, 2));
  }

  @Test
  void close_whileATaskRuns_letsItEndAndDropsTheRest() throws InterruptedException {
    var began = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    mailbox.post(() -> {
      began.countDown();
      awaitLatch(release);
      done.add(1);
    });
    mailbox.post(() -> done.add(2));
    assertThat(began.await(5, TimeUnit.SECONDS)).isTrue();
    mailbox.close();
    mailbox.post(() -> done.add(3));
    release.countDown();
    await().atMost(PATIENCE).until(() -> mailbox.waiting() == 0);
    assertThat(done).containsExactly(1);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
