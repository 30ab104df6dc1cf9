package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.PeerText;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
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

  /** What it is for whoever gave the command. */
  default Outcome outcome() {
    return switch (this) {
      case Done _ -> Outcome.ACCEPTED;
      case Refused(String text) -> Outcome.refused(Reason.FAILED, PeerText.words(text));
      case Unanswered _ -> Outcome.refused(Reason.NOT_CONNECTED, "");
    };
  }
}
