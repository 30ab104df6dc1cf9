package dev.hookswitch.messaging.asterisk;

import java.util.List;

/** What Asterisk says to an action. */
sealed interface AmiReply {
  /**
   * @param events those of a list, without the one that closes it; empty for other actions
   */
  record Done(AmiMessage response, List<AmiMessage> events) implements AmiReply {}

  /**
   * @param text such as {@code No such channel}
   */
  record Refused(String text) implements AmiReply {}

  /** The connection is lost, or took too long. */
  record Unanswered() implements AmiReply {}
}
