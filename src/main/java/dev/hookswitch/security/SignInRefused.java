package dev.hookswitch.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** Leads a refused sign-in back to the page, which says what to do: check, or wait. */
@Component
class SignInRefused implements AuthenticationFailureHandler {
  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    String query =
        why instanceof TooManyAttempts tooMany ? "?wait=" + tooMany.seconds() : "?refused";
    response.sendRedirect(request.getContextPath() + "/sign-in" + query);
  }
}
