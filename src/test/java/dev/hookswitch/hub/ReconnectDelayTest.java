package dev.hookswitch.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconnectDelayTest {
  private static final RandomGenerator RANDOM = new Random(7);

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "6, 32", "7, 60", "17, 60", "2147483647, 60"})
  void delay_ofAnAttempt_doublesUpToAMinuteGiveOrTakeAFifth(int attempt, long seconds) {
    for (int i = 0; i < 200; i++) {
      assertThat(ReconnectDelay.before(attempt, 0, RANDOM))
          .isBetween(Duration.ofMillis(seconds * 800), Duration.ofMillis(seconds * 1200));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 4", "2147483647, 4"})
  void delay_inACall_isShort(int attempt, long seconds) {
    assertThat(ReconnectDelay.before(attempt, 1, RANDOM))
        .isBetween(Duration.ofMillis(seconds * 800), Duration.ofMillis(seconds * 1200));
  }

  @Test
  void delays_ofManyLines_areSpread() {
    Set<Duration> delays =
        IntStream.range(0, 100)
            .mapToObj(_ -> ReconnectDelay.before(5, 0, RANDOM))
            .collect(Collectors.toSet());
    assertThat(delays).hasSizeGreaterThan(80);
  }
}
