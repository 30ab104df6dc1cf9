package dev.hookswitch.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ExtendedClientDetails;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The zone in which a page's times are shown. */
public final class Zones {
  private Zones() {}

  /** The browser's zone; UTC when it names none that is known here. */
  public static ZoneId of(UI ui) {
    ExtendedClientDetails details = ui.getPage().getExtendedClientDetails();
    String id = details == null ? null : details.getTimeZoneId();
    try {
      return id == null ? ZoneOffset.UTC : ZoneId.of(id);
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }
}
