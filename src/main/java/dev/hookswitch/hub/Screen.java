package dev.hookswitch.hub;

import dev.hookswitch.phone.CtiEvent;
import java.util.List;

/**
 * One page of the user. Called on the hub's thread, in order; must return at once, so an
 * implementation puts the news into a mailbox of its own.
 */
public interface Screen {
  /**
   * @param events what led to the state, in order; empty when only media or attempts changed
   */
  void changed(HubState state, List<CtiEvent> events);

  void order(MediaOrder order);
}
