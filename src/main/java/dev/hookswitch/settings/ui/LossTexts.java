package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.Component;
import dev.hookswitch.phone.Loss;
import java.util.Locale;

/** Why a connection could not be made, in words. */
final class LossTexts {
  private static final int LONGEST = 300;

  private LossTexts() {}

  /**
   * @param system what the phone system is called
   */
  static String of(Component page, Loss why, String system) {
    return page.getTranslation(key(why), system);
  }

  /** What a peer said, no longer than a person reads. */
  static String brief(String words) {
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + " …";
  }

  private static String key(Loss why) {
    return switch (why) {
      case REFUSED -> "err.auth";
      case UNKNOWN_HOST,
          NOT_LISTENING,
          TLS,
          TIMED_OUT,
          NOT_THE_PEER,
          MISCONFIGURED,
          EXPIRED,
          TAKEN_OVER ->
          "err.loss." + why.name().toLowerCase(Locale.ROOT);
      case CONNECTION_LOST, UNREACHABLE, CLOSED -> "err.lost";
    };
  }
}
