package dev.hookswitch.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The demo has users whose passwords anybody knows: it starts on the loopback address or not at
 * all.
 */
@Component
@Profile("demo")
class DemoGuard {
  DemoGuard(@Value("${server.address:}") String address) throws UnknownHostException {
    if (address.isBlank() || !InetAddress.getByName(address).isLoopbackAddress()) {
      throw new IllegalStateException(
          "server.address=%s in the demo (expected: a loopback address, such as 127.0.0.1; for an installation of your own choose another profile)"
              .formatted(address));
    }
  }
}
