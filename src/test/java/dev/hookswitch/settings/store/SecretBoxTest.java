package dev.hookswitch.settings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
  private final SecretBox box = new SecretBox(new byte[SecretBox.KEY_BYTES]);

  @Test
  void unlock_whatWasLocked_givesItBack() {
    assertThat(box.unlock("here", box.lock("here", "пароль 1"))).isEqualTo("пароль 1");
  }

  @Test
  void lock_twice_givesDifferentTexts() {
    assertThat(box.lock("here", "secret")).isNotEqualTo(box.lock("here", "secret"));
  }

  @Test
  void unlock_movedToAnotherPlace_fails() {
    String locked = box.lock("here", "secret");
    assertThatThrownBy(() -> box.unlock("there", locked)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void unlock_changedText_fails() {
    byte[] bytes = Base64.getDecoder().decode(box.lock("here", "secret"));
    bytes[bytes.length - 1] ^= 1;
    String changed = Base64.getEncoder().encodeToString(bytes);
    assertThatThrownBy(() -> box.unlock("here", changed)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> box.unlock("here", "AA==")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void unlock_withAnotherKey_fails() {
    byte[] other = new byte[SecretBox.KEY_BYTES];
    other[0] = 1;
    String locked = box.lock("here", "secret");
    assertThatThrownBy(() -> new SecretBox(other).unlock("here", locked))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected: stored with the key in use now");
  }
}
