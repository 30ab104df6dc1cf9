package dev.hookswitch.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrowserModuleTest {
  @Test
  void path_moduleBuilt_namesItsContent() {
    assertThat(BrowserModule.path())
        .matches("/cti/webphone\\.js\\?v=[0-9a-f]{16}")
        .isEqualTo(BrowserModule.path());
  }
}
