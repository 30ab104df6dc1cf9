package dev.hookswitch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Sits between the JVM of the tests and the names of the world: every name that something in it
 * looks up, the server under test included, is noted and then resolved as ever.
 */
public final class NameLookUps extends InetAddressResolverProvider {
  private static final List<String> NAMES = new CopyOnWriteArrayList<>();
  private static final Set<String> LOOPBACK = Set.of("localhost", "ip6-localhost", "127.0.0.1");

  /** The names looked up so far that are not this computer's, as they were asked for. */
  public static List<String> ofOthers() throws UnknownHostException {
    String own = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
    return NAMES.stream().filter(name -> !name.equals(own) && !LOOPBACK.contains(name)).toList();
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver system = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        NAMES.add(host.toLowerCase(Locale.ROOT));
        return system.lookupByName(host, policy);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return system.lookupByAddress(address);
      }
    };
  }

  @Override
  public String name() {
    return "names looked up by the tests";
  }
}
