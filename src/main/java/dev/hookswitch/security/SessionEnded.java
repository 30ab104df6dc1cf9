package dev.hookswitch.security;

import com.vaadin.flow.spring.security.RequestUtil;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.security.web.session.SessionInformationExpiredEvent;
import org.springframework.security.web.session.SessionInformationExpiredStrategy;

/**
 * Answers the first request of a session that was ended from outside. An open page asks by Vaadin's
 * own requests and understands only Vaadin's own answer, with which it loads itself anew;
 * everything else is led to the sign-in.
 */
class SessionEnded implements SessionInformationExpiredStrategy {
  private final RequestUtil vaadin;

  SessionEnded(RequestUtil vaadin) {
    this.vaadin = vaadin;
  }

  @Override
  public void onExpiredSessionDetected(SessionInformationExpiredEvent event)
      throws IOException, ServletException {
    HttpServletRequest request = event.getRequest();
    FilterChain rest = event.getFilterChain();
    if (rest != null && vaadin.isFrameworkInternalRequest(request)) {
      // The session is gone already: Vaadin finds none and says so.
      rest.doFilter(request, event.getResponse());
    } else {
      event.getResponse().sendRedirect(request.getContextPath() + "/sign-in");
    }
  }
}
