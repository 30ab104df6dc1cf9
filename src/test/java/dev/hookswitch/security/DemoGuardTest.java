package dev.hookswitch.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoGuardTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "0.0.0.0", "::", "192.0.2.7"})
  void demo_onAnyOtherAddress_doesNotStart(String address) {
    assertThatThrownBy(() -> new DemoGuard(address))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected: a loopback address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void demo_onLoopback_starts(String address) {
    assertThatCode(() -> new DemoGuard(address)).doesNotThrowAnyException();
  }
}
