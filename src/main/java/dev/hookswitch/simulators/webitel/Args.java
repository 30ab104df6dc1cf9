package dev.hookswitch.simulators.webitel;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The arguments of a command. */
record Args(JsonNode json) {
  static Args of(JsonNode json) {
    return new Args(json.isObject() ? json : JsonNodeFactory.instance.objectNode());
  }

  /** The text of that name; empty when there is none. */
  String text(String name) {
    return json.path(name).asString("");
  }

  boolean has(String name) {
    return !text(name).isEmpty();
  }

  JsonNode node(String name) {
    return json.path(name);
  }

  /** What stands before the sign @ of an account. */
  String number(String name) {
    return text(name).split("@", 2)[0];
  }
}
