package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.Component;
import dev.hookswitch.phone.Loss;

/** Why a connection could not be made, in words. */
final class LossTexts {
  private static final int LONGEST = 300;

  private LossTexts() {}

  /**
   * @param system what the phone system is called
   */
  static String of(Component page, Loss why, String system) {
    return page.getTranslation(why.textKey(), system);
  }

  /** What a peer said, no longer than a person reads. */
  static String brief(String words) {
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + " …";
  }
}
