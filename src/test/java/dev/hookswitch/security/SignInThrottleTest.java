package dev.hookswitch.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private Instant now = Instant.parse("2026-11-21T08:00:00Z");
  private final SignInThrottle throttle =
      new SignInThrottle(
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }
          });

  @Test
  void attempt_firstThree_doNotWait() {
    for (int i = 0; i < 3; i++) {
      assertThat(throttle.begin("anna", "10.0.0.1")).isZero();
    }
    assertThat(throttle.begin("anna", "10.0.0.1")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void wait_afterEachFailure_doubles() {
    failFreely("anna");
    now = now.plusSeconds(1);
    assertThat(throttle.begin("anna", "10.0.0.1")).isZero();
    assertThat(throttle.begin("anna", "10.0.0.1")).isEqualTo(Duration.ofSeconds(2));
    now = now.plusSeconds(2);
    assertThat(throttle.begin("anna", "10.0.0.1")).isZero();
    assertThat(throttle.begin("anna", "10.0.0.1")).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void wait_ofManyFailures_staysBelowFiveMinutes() {
    for (int i = 0; i < 40; i++) {
      now = now.plus(Duration.ofMinutes(6));
      assertThat(throttle.begin("anna", "10.0.0.1")).isZero();
    }
    assertThat(throttle.begin("anna", "10.0.0.1")).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void refusedAttempt_whileWaiting_doesNotLengthenTheWait() {
    failFreely("anna");
    assertThat(throttle.begin("anna", "10.0.0.1")).isEqualTo(Duration.ofSeconds(1));
    assertThat(throttle.begin("anna", "10.0.0.1")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void otherName_fromTheSameOffice_isNotHeldUp() {
    failFreely("anna");
    assertThat(throttle.begin("oleg", "10.0.0.1")).isZero();
  }

  @Test
  void name_writtenDifferently_isTheSame() {
    failFreely("anna");
    assertThat(throttle.begin(" ANNA ", "10.0.0.2")).isPositive();
  }

  @Test
  void address_tryingManyNames_isHeldUp() {
    for (int i = 0; i < 20; i++) {
      assertThat(throttle.begin("user" + i, "10.0.0.1")).isZero();
    }
    assertThat(throttle.begin("user20", "10.0.0.1")).isPositive();
    assertThat(throttle.begin("user21", "10.0.0.2")).isZero();
  }

  @Test
  void success_forgetsTheFailuresOfTheName() {
    throttle.begin("anna", "10.0.0.1");
    throttle.begin("anna", "10.0.0.1");
    throttle.succeeded("anna", "10.0.0.1");
    failFreely("anna");
  }

  private void failFreely(String signIn) {
    for (int i = 0; i < 3; i++) {
      assertThat(throttle.begin(signIn, "10.0.0.1")).isZero();
    }
  }
}
