package dev.hookswitch.connectors.verto;

import tools.jackson.databind.JsonNode;

/** What became of a request to a Verto server. */
public sealed interface VertoReply {
  /**
   * @param result an object
   */
  record Done(JsonNode result) implements VertoReply {}

  /**
   * @param code as verto.md §2 lists them; 0 when the server gave none
   * @param message the server's words
   * @param cause name of a hang-up cause; empty when there is none
   */
  record Refused(int code, String message, String cause) implements VertoReply {}

  /** The connection ended, or the server did not answer in time. */
  record Unanswered() implements VertoReply {}
}
