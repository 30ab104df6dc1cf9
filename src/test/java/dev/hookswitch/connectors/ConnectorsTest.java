package dev.hookswitch.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.phone.PhoneSystem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HookswitchTest(properties = "hookswitch.emulator.enabled=true")
class ConnectorsTest {
  @Autowired private List<PhoneSystem> systems;

  @Test
  void application_withEmulatorEnabled_findsBothUnderTheirIds() {
    assertThat(systems).extracting(PhoneSystem::id).contains("builtin", "emulator", "messaging");
  }
}
