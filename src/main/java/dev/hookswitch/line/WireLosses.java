package dev.hookswitch.line;

import dev.hookswitch.phone.Loss;
import dev.hookswitch.wire.WireEnd;

/** What the end of a connection means for the line that needs it. */
public final class WireLosses {
  private WireLosses() {}

  public static Loss of(WireEnd end) {
    return switch (end.kind()) {
      case BAD_ADDRESS -> Loss.MISCONFIGURED;
      case UNKNOWN_HOST -> Loss.UNKNOWN_HOST;
      case REFUSED -> Loss.NOT_LISTENING;
      case TLS -> Loss.TLS;
      case TIMED_OUT -> Loss.TIMED_OUT;
      case NOT_A_WEB_SOCKET -> Loss.NOT_THE_PEER;
      case CLOSED, BROKEN -> Loss.CONNECTION_LOST;
    };
  }
}
