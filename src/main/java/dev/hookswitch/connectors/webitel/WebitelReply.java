package dev.hookswitch.connectors.webitel;

import tools.jackson.databind.JsonNode;

/** What became of a command to the event server (webitel.md §2). */
public sealed interface WebitelReply {
  /**
   * @param response a text or an object; missing when the server gave none
   */
  record Done(JsonNode response) implements WebitelReply {
    /** The response as text; empty when it is none. */
    public String text() {
      return response.isString() ? response.asString().strip() : "";
    }

    /** A response may be a link with a token. */
    @Override
    public String toString() {
      return "Done[…]";
    }
  }

  /**
   * @param text the server's words, without the mark of an error, such as {@code No such channel!}
   *     or the name of a hang-up cause
   */
  record Refused(String text) implements WebitelReply {}

  /** The connection ended, or the server did not answer in time: some errors have no answer. */
  record Unanswered() implements WebitelReply {}
}
