package dev.hookswitch.connectors.legs;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.MediaConfig.IceServer;
import java.util.List;

/** Which STUN and TURN servers a page may use. */
@FunctionalInterface
public interface IceServers {
  /** Asked for every WebRTC session anew, under the exchange's lock: it must not block. */
  List<IceServer> forLine(Line line);
}
