package dev.hookswitch.calls.ui;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.security.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Gives the first document of a call that cannot be shown the status 404. Vaadin sends the same
 * document for every address, with 200, before any view is asked; {@link CallView} fills it
 * afterwards. A request handler that handles nothing may still set the status, and runs without the
 * session's lock.
 */
@Component
class UnknownCallStatus implements VaadinServiceInitListener {
  private static final long serialVersionUID = 1L;
  private static final Pattern CALL = Pattern.compile("/calls/([^/]+)/?");

  @SuppressWarnings("serial") // Sessions are not written to disk.
  private final CallLog calls;

  UnknownCallStatus(CallLog calls) {
    this.calls = calls;
  }

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.addRequestHandler(this::mark);
  }

  /** Never handles the request. */
  private boolean mark(VaadinSession session, VaadinRequest request, VaadinResponse response) {
    String path = request.getPathInfo();
    Matcher call = CALL.matcher(path == null ? "" : path);
    if (call.matches() && !isVisible(call.group(1))) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
    return false;
  }

  private boolean isVisible(String id) {
    Optional<UUID> call = CallView.id(id);
    try {
      return call.isPresent()
          && SignedIn.personIfAny().flatMap(viewer -> calls.find(viewer, call.get())).isPresent();
    } catch (DataAccessException _) {
      return true; // that calls cannot be read now is for the page to say
    }
  }
}
