package dev.hookswitch.shell;

import com.vaadin.flow.component.icon.SvgIcon;

/**
 * Icons of the application's sprite. They decorate; what they mean is said by words beside them.
 */
public final class Icons {
  private static final String SPRITE = "cti/icons.svg";

  private Icons() {}

  /**
   * @param name as in {@code frontend/webphone/icons.txt}
   */
  public static SvgIcon of(String name) {
    var icon = new SvgIcon(SPRITE, name);
    icon.getElement().setAttribute("aria-hidden", "true");
    return icon;
  }
}
