package dev.hookswitch.phone;

/** What became of a command. An expected "no" is a value, not an exception. */
public sealed interface Outcome {
  Outcome ACCEPTED = new Accepted();

  static Outcome refused(Reason reason, String detail) {
    return new Refused(reason, detail);
  }

  /** The phone system took it; what follows is told by events. */
  record Accepted() implements Outcome {}

  /** The line does not declare the capability. */
  record Unsupported(Capability missing) implements Outcome {}

  /**
   * The phone system said no, and nothing has changed.
   *
   * @param detail text for the agent that completes the reason, such as the number or a name; may
   *     be empty
   */
  record Refused(Reason reason, String detail) implements Outcome {}

  /** Each reason has a sentence with a next step in the message bundles. */
  enum Reason {
    /** The line has no connection to its phone system. */
    NOT_CONNECTED,
    /** No such call on this line (any more). */
    UNKNOWN_CALL,
    /** The call's state does not allow it now. */
    NOT_NOW,
    WRONG_NUMBER,
    BUSY,
    /** The other side is not signed in. */
    UNAVAILABLE,
    /** The other side takes no calls at present. */
    DO_NOT_DISTURB,
    /** The input itself is unusable. */
    INVALID,
    FAILED
  }
}
