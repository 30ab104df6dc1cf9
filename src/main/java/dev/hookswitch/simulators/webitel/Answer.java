package dev.hookswitch.simulators.webitel;

import tools.jackson.databind.JsonNode;

/** What a command is answered with: every spelling of webitel.md §2. */
sealed interface Answer {
  /** A text as FreeSWITCH gives it: {@code -ERR} and {@code -USAGE} at its head are failures. */
  record Text(String text) implements Answer {}

  /** An object, always good. */
  record Given(JsonNode object) implements Answer {}

  /** A bare message of the event server itself. */
  record Refused(String message) implements Answer {}

  /** A text with {@code +OK} whatever it says: the call centre's failures. */
  record Said(String text) implements Answer {}

  /** The wrong password, spelt with a plus. */
  record WrongSecret(String message) implements Answer {}

  /** The arguments were not even taken to the switch. */
  record BadResponse() implements Answer {}

  /** The server knows no such command. */
  record NotFound(String command) implements Answer {}

  /** The server failed and says nothing at all. */
  record Silence() implements Answer {}
}
