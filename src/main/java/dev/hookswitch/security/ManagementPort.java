package dev.hookswitch.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Requests that come in on the port for whoever watches the server, when there is one beside that
 * of the pages.
 */
@Component
final class ManagementPort implements RequestMatcher {
  private final int pages;
  private final int management;

  /**
   * @param management negative when there is none
   */
  ManagementPort(
      @Value("${server.port:8080}") int pages,
      @Value("${management.server.port:-1}") int management) {
    this.pages = pages;
    this.management = management;
  }

  @Override
  public boolean matches(HttpServletRequest request) {
    return management != pages && request.getLocalPort() == management;
  }
}
