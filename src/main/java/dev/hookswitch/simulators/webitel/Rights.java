package dev.hookswitch.simulators.webitel;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a role may do: the server's access list, shortened to what its clients look at. */
final class Rights {
  private static final Map<String, Map<String, List<String>>> ROLES =
      Map.of(
          "admin",
          Map.of(
              "account", List.of("c", "r", "u", "uo", "d"),
              "cdr", List.of("r"),
              "cc/tiers", List.of("r")),
          "user",
          Map.of("account", List.of("r", "uo"), "cdr", List.of("ro"), "cc/tiers", List.of("r")));

  /** A role that is neither may see and change itself. */
  private static final Map<String, List<String>> OTHERS = Map.of("account", List.of("ro", "uo"));

  private Rights() {}

  static boolean may(String role, String resource, String right) {
    return ROLES.getOrDefault(role, OTHERS).getOrDefault(resource, List.of()).contains(right);
  }

  static ObjectNode list(String role) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    ROLES
        .getOrDefault(role, OTHERS)
        .forEach((resource, rights) -> rights.forEach(list.putArray(resource)::add));
    return list;
  }
}
