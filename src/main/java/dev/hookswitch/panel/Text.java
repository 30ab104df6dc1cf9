package dev.hookswitch.panel;

import java.util.List;

/**
 * A sentence that the view says in the agent's language.
 *
 * @param key message key
 * @param arguments what its places stand for; another {@code Text} is said first
 */
public record Text(String key, List<Object> arguments) {
  public Text {
    arguments = List.copyOf(arguments);
  }

  public static Text of(String key, Object... arguments) {
    return new Text(key, List.of(arguments));
  }
}
