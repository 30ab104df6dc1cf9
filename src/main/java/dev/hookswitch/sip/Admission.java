package dev.hookswitch.sip;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.LineOption;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.SipAccount;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.sip.PhoneSockets.Admitted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Lets a page have a socket: one of this server, of somebody who is signed in, for a line of theirs
 * whose phone a page is. A browser sends the cookie of the session with every page's request, so
 * the page's origin counts, too.
 */
final class Admission implements HandshakeInterceptor {
  private final Lines lines;
  private final List<PhoneSystem> systems;

  Admission(Lines lines, List<PhoneSystem> systems) {
    this.lines = lines;
    this.systems = List.copyOf(systems);
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    Optional<Admitted> admitted =
        request instanceof ServletServerHttpRequest servlet
            ? admitted(servlet.getServletRequest())
            : Optional.empty();
    admitted.ifPresentOrElse(
        who -> who.noted(attributes), () -> response.setStatusCode(HttpStatus.FORBIDDEN));
    return admitted.isPresent();
  }

  private Optional<Admitted> admitted(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Person person = SignedIn.personIfAny().orElse(null);
    if (session == null || person == null || !isFromHere(request)) {
      return Optional.empty();
    }
    return line(request.getParameter("line"))
        .flatMap(id ->
            lines.linesOf(person.id()).stream()
                .filter(line -> line.id().equals(id) && LineOption.ENABLED.of(line))
                .findFirst())
        .flatMap(line ->
            account(line)
                .map(account -> new Admitted(person.id(), session.getId(), line.id(), account)));
  }

  /** The scheme may be another one: a proxy may have taken the encryption off. */
  private static boolean isFromHere(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    String host = request.getHeader("Host");
    try {
      return origin != null
          && host != null
          && host.equalsIgnoreCase(String.valueOf(URI.create(origin).getRawAuthority()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<LineId> line(@Nullable String id) {
    try {
      return id == null ? Optional.empty() : Optional.of(new LineId(UUID.fromString(id)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<SipAccount> account(Line line) {
    return systems.stream()
        .filter(system -> system.id().equals(line.system()))
        .findFirst()
        .flatMap(system -> system.sipAccount(line));
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception failure) {
    // Whoever is admitted stays so.
  }
}
