package dev.hookswitch.settings;

import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.settings.SystemSettingsRefused.Problem;
import dev.hookswitch.settings.store.LineStore;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** What a value of a setting may look like, whether it serves all lines or one. */
final class SettingValues {
  private SettingValues() {}

  /**
   * What is wrong with a value; empty when nothing is.
   *
   * @param value without blanks around it; an empty one is as good as none
   */
  static Optional<Problem> problem(PhoneSetting setting, String value) {
    if (value.length() > LineStore.LONGEST_VALUE) {
      return Optional.of(Problem.TOO_LONG);
    }
    return switch (setting.kind()) {
      case ADDRESS -> isAddress(value) ? Optional.empty() : Optional.of(Problem.ADDRESS);
      case FLAG ->
          value.isEmpty() || value.equals("true") || value.equals("false")
              ? Optional.empty()
              : Optional.of(Problem.FLAG);
      case TEXT, SECRET -> Optional.empty();
    };
  }

  private static boolean isAddress(String value) {
    if (value.isEmpty()) {
      return true;
    }
    try {
      URI address = URI.create(value);
      return Set.of("ws", "wss").contains(String.valueOf(address.getScheme()))
          && address.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
