package dev.hookswitch.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateTest {
  private final AtomicLong nanos = new AtomicLong(-3);
  private final Rate rate = new Rate(nanos::get);

  @Test
  void perSecond_whileTheFirstSecondRuns_isNothingYet() {
    rate.count();
    assertThat(rate.perSecond()).isZero();
  }

  @Test
  void perSecond_afterTenEvenSeconds_isTheirRate() {
    for (int second = 0; second < 10; second++) {
      happens(7);
      goesOn(Duration.ofSeconds(1));
    }
    assertThat(rate.perSecond()).isCloseTo(7, within(0.01));
  }

  @Test
  void perSecond_afterAnOldBurst_forgetsIt() {
    happens(1000);
    goesOn(Duration.ofSeconds(10));
    assertThat(rate.perSecond()).isCloseTo(100, within(0.01));
    goesOn(Duration.ofSeconds(1));
    assertThat(rate.perSecond()).isZero();
  }

  @Test
  void perSecond_afterALongSilence_isNothing() {
    happens(1000);
    goesOn(Duration.ofDays(30));
    assertThat(rate.perSecond()).isZero();
  }

  private void happens(int times) {
    for (int time = 0; time < times; time++) {
      rate.count();
    }
  }

  private void goesOn(Duration by) {
    nanos.addAndGet(by.toNanos());
  }
}
