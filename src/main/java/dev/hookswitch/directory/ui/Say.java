package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.notification.Notification;

/** Short news in a corner of the page, read out when the reader has time. */
final class Say {
  private static final int SHOWN_MS = 4000;

  private Say() {}

  static void shortly(Component page, String key) {
    Notification.show(page.getTranslation(key), SHOWN_MS, Notification.Position.BOTTOM_START)
        .setAssertive(false);
  }
}
