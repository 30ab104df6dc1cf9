package dev.hookswitch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private long now;
  private final RateLimit limit = new RateLimit(3, 2, () -> now);

  private int taken() {
    int taken = 0;
    while (limit.take()) {
      taken++;
    }
    return taken;
  }

  @Test
  void take_atOnce_allowsTheBurst() {
    assertThat(taken()).isEqualTo(3);
  }

  @Test
  void take_afterASecond_allowsTheRate() {
    taken();
    now += Duration.ofSeconds(1).toNanos();
    assertThat(taken()).isEqualTo(2);
  }

  @Test
  void take_afterALongRest_allowsNoMoreThanTheBurst() {
    taken();
    now += Duration.ofHours(1).toNanos();
    assertThat(taken()).isEqualTo(3);
  }
}
