package dev.hookswitch.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.security.web.header.HeaderWriter;

/**
 * The Content-Security-Policy of every response, with a nonce of its own for the scripts that the
 * server itself writes into a page. Why it reads as it does: docs/decisions/0004.
 */
public class ContentSecurityPolicy implements HeaderWriter {
  private static final String NONCE = ContentSecurityPolicy.class.getName() + ".nonce";
  private static final int NONCE_BYTES = 18;

  private final SecureRandom random = new SecureRandom();

  @Override
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().encodeToString(bytes);
    request.setAttribute(NONCE, nonce);
    response.setHeader(
        "Content-Security-Policy",
        String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'"));
  }

  /**
   * The nonce of the response to this request.
   *
   * @throws IllegalStateException for a request that did not pass the security filters
   */
  public static String nonceOf(HttpServletRequest request) {
    if (request.getAttribute(NONCE) instanceof String nonce) {
      return nonce;
    }
    throw new IllegalStateException("no nonce: the response has no Content-Security-Policy");
  }
}
