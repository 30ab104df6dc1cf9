package dev.hookswitch.messaging.asterisk;

import java.util.List;

/**
 * The contexts that an administrator adds to the dial plan, so that calls can be held and consulted
 * about with any phone (docs/connectors/asterisk.md, asterisk.md §6). Where a channel is among them
 * says what has become of its call, whoever sent it there.
 */
final class Dialplan {
  /** Dials for an agent whose phone has answered. */
  static final String DIAL = "cti-dial";

  /** The other side waits here with music. */
  static final String HOLD = "cti-hold";

  /** The agent's phone waits here meanwhile. */
  static final String WAIT = "cti-wait";

  /** The agent's phone asks somebody else. */
  static final String CONSULT = "cti-consult";

  /** Rings a phone anew so that it answers by itself. */
  static final String ANSWER = "cti-answer";

  /** The extension in {@link #HOLD} and {@link #WAIT}. */
  static final String START = "s";

  /** On a channel that waits: the id of the channel that put it aside. */
  static final String HELD_BY = "CTI_HELD_BY";

  /** On a channel that asks somebody else: the id of the consultation. */
  static final String CONSULTATION = "CTI_CONSULTATION";

  static final List<String> CONTEXTS = List.of(DIAL, HOLD, WAIT, CONSULT, ANSWER);

  private Dialplan() {}

  /** One that the context has, when it is there. */
  static String extensionIn(String context) {
    return context.equals(HOLD) || context.equals(WAIT) ? START : "100";
  }
}
