package dev.hookswitch.shell;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Div;

/** Where rows will stand, as long as an answer takes its time. */
public final class Skeleton {
  private static final int ROWS = 14;
  private static final int[] NAMES = {180, 220, 130, 160, 240};

  private Skeleton() {}

  public static Div rows() {
    var skeleton = new Div();
    skeleton.addClassName("hs-skeleton");
    skeleton.getElement().setAttribute("aria-hidden", "true");
    for (int row = 0; row < ROWS; row++) {
      skeleton.add(new Div(bar(56), bar(NAMES[row % NAMES.length]), bar(80), bar(36)));
    }
    return skeleton;
  }

  /**
   * @param width in CSS pixels
   */
  private static Html bar(int width) {
    return new Html("<i style=\"width:" + width + "px\"></i>");
  }
}
