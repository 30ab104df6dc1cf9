package dev.hookswitch.directory;

import com.vaadin.flow.component.UI;
import dev.hookswitch.phone.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** How a page asks the phone that is docked in it to call a number. */
public interface CallRequests {
  /**
   * Begins the call, or says in the page why it cannot. Call it with the session locked.
   *
   * @param origin the record from which the call is made: that very call is linked to it; null for
   *     none
   */
  void request(UI ui, PhoneNumber number, @Nullable RecordRef origin);
}
