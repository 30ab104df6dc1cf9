package dev.hookswitch.calls;

import com.vaadin.flow.component.UI;
import dev.hookswitch.phone.PhoneNumber;

/** How a record asks the phone that is docked in its page to call a number. */
public interface CallRequests {
  /** Begins the call, or says in the page why it cannot. Call it with the session locked. */
  void request(UI ui, PhoneNumber number);
}
