package dev.hookswitch.connectors.messaging;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSetting.Kind;
import dev.hookswitch.phone.PhoneSetting.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the Messaging Service of a line is, when it is not in this process (creatio-cti.md §9.1).
 *
 * @param address of its socket; empty when it is in this process
 * @param library the name under which an existing service knows the kind of phone system
 * @param own what else the line is told
 */
record RemoteParameters(String address, String library, Map<String, String> own) {
  /** {@code ws://} or {@code wss://}: the published name of the system setting. */
  static final String ADDRESS = "SysMsgServerNode";

  /** The published {@code AssemblyName} (third-party.md §2.3). */
  static final String LIBRARY = "SysMsgLib";

  static final List<PhoneSetting> SETTINGS =
      List.of(
          new PhoneSetting(ADDRESS, Kind.ADDRESS, Scope.ALL_LINES),
          new PhoneSetting(LIBRARY, Kind.TEXT, Scope.ALL_LINES));

  private static final String USUAL_LIBRARY = "Hookswitch";

  /** Asterisk's name for the line; other libraries have their own, which are set for the line. */
  private static final String EXTENSION = "ExtensionName";

  private static final Set<String> NAMES_OF_THE_LINE =
      Set.of(EXTENSION, "Extension", "Line", "Number");

  static RemoteParameters of(Line line) {
    Map<String, String> own = new HashMap<>(line.parameters());
    String address = own.getOrDefault(ADDRESS, "").strip();
    String library = own.getOrDefault(LIBRARY, "").strip();
    own.keySet().removeAll(Set.of(ADDRESS, LIBRARY));
    return new RemoteParameters(address, library.isEmpty() ? USUAL_LIBRARY : library, own);
  }

  boolean elsewhere() {
    return !address.isEmpty();
  }

  /** The published {@code connectionParams}. */
  Map<String, String> connection(Line line) {
    Map<String, String> told = new HashMap<>(own);
    if (told.keySet().stream().noneMatch(NAMES_OF_THE_LINE::contains)) {
      told.put(EXTENSION, line.number().dialled());
    }
    return told;
  }

  /** The line as the other side opens it. */
  Line there(Line line) {
    return new Line(line.id(), line.system(), line.number(), line.name(), own);
  }

  /** Parameters may be passwords. */
  @Override
  public String toString() {
    return "RemoteParameters[" + address + "]";
  }
}
