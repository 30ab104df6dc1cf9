package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.messaging.RawMessage;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Picks the messages that are about one phone, or about a call that it takes part in: those that
 * name the phone or one of its channels, and those of the same {@code Linkedid}. On the link's
 * desk.
 */
final class Overhearing {
  /** A phone takes part in fewer at a time. */
  private static final int MOST_CALLS = 50;

  private final String device;
  private final InstantSource clock;
  private final Consumer<RawMessage> listener;

  /** Those that it was in last. */
  private final Set<String> calls =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST_CALLS;
            }
          });

  /**
   * @param device the phone, such as {@code PJSIP/101}
   * @param listener returns at once
   */
  Overhearing(String device, InstantSource clock, Consumer<RawMessage> listener) {
    this.device = device;
    this.clock = clock;
    this.listener = listener;
  }

  void hears(AmiMessage message) {
    String call = message.get("Linkedid");
    if (message.hasValue(this::names)) {
      if (!call.isEmpty()) {
        calls.add(call);
      }
    } else if (!calls.contains(call)) {
      return;
    }
    listener.accept(new RawMessage(clock.instant(), message.text()));
  }

  private boolean names(String value) {
    return value.startsWith(device)
        && (value.length() == device.length() || value.charAt(device.length()) == '-');
  }
}
