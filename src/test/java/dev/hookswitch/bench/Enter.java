package dev.hookswitch.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Signs a session of the load in without loading the form first. */
@TestConfiguration
class Enter {
  @Bean
  ServletRegistrationBean<HttpServlet> benchEntrance(AuthenticationProvider provider) {
    return new ServletRegistrationBean<>(new Door(provider), "/cti/enter");
  }

  private static final class Door extends HttpServlet {
    private final transient AuthenticationProvider provider;

    Door(AuthenticationProvider provider) {
      this.provider = provider;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          provider.authenticate(
              UsernamePasswordAuthenticationToken.unauthenticated(
                  request.getParameter("user"), RingBench.PASSWORD)));
      new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }
  }
}
