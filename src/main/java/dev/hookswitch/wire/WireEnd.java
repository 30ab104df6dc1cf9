package dev.hookswitch.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection is over, or never came to be.
 *
 * @param detail for a log and an administrator, such as the text of the failure; never a secret
 */
public record WireEnd(Kind kind, String detail) {
  public enum Kind {
    /** The address is not one: nothing was tried. */
    BAD_ADDRESS,
    UNKNOWN_HOST,
    /** Nobody listens there, or behind the gateway that does. */
    REFUSED,
    TLS,
    TIMED_OUT,
    /** Somebody answered, but not as a WebSocket. */
    NOT_A_WEB_SOCKET,
    /** The peer said goodbye. */
    CLOSED,
    /** The connection broke, or the peer broke its rules. */
    BROKEN
  }

  /**
   * In this order: an unknown host is told as an argument that is wrong, in a refused connection.
   */
  private static final Map<Class<? extends Throwable>, Kind> MEANINGS = new LinkedHashMap<>();

  static {
    MEANINGS.put(UnresolvedAddressException.class, Kind.UNKNOWN_HOST);
    MEANINGS.put(UnknownHostException.class, Kind.UNKNOWN_HOST);
    MEANINGS.put(IllegalArgumentException.class, Kind.BAD_ADDRESS);
    MEANINGS.put(SSLException.class, Kind.TLS);
    MEANINGS.put(TimeoutException.class, Kind.TIMED_OUT);
    MEANINGS.put(SocketTimeoutException.class, Kind.TIMED_OUT);
    MEANINGS.put(ConnectException.class, Kind.REFUSED);
    MEANINGS.put(UpgradeException.class, Kind.NOT_A_WEB_SOCKET);
  }

  /** What a failure of a connection means: the first of its causes that says so. */
  public static WireEnd of(Throwable failure) {
    if (chain(failure).anyMatch(WireEnd::isGatewaysFault)) {
      return new WireEnd(Kind.REFUSED, text(failure));
    }
    Kind kind =
        MEANINGS.entrySet().stream()
            .filter(meaning -> chain(failure).anyMatch(meaning.getKey()::isInstance))
            .findFirst()
            .map(Map.Entry::getValue)
            .orElse(Kind.BROKEN);
    return new WireEnd(kind, text(failure));
  }

  /** 502 to 504: a gateway is there, the peer behind it is not. */
  private static boolean isGatewaysFault(Throwable failure) {
    return failure instanceof UpgradeException refused
        && refused.getResponseStatusCode() >= 502
        && refused.getResponseStatusCode() <= 504;
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.<@Nullable Throwable>iterate(failure, Throwable::getCause)
        .takeWhile(cause -> cause != null)
        .limit(20);
  }

  private static String text(Throwable failure) {
    return chain(failure)
        .filter(cause -> cause instanceof IOException || cause.getCause() == null)
        .findFirst()
        .map(cause -> {
          String message = cause.getMessage();
          return message == null ? cause.getClass().getSimpleName() : message;
        })
        .orElse("");
  }
}
