package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Time since an instant of the server's clock; the browser does the ticking. */
class Timer extends Span {
  Timer() {
    addClassName("hs-timer");
    getElement().setAttribute("role", "timer");
  }

  /**
   * @param since null shows nothing
   */
  void since(@Nullable Instant since) {
    Shown.set(this, since != null);
    if (since != null) {
      getElement().setAttribute("data-since", Long.toString(since.toEpochMilli()));
    }
  }
}
