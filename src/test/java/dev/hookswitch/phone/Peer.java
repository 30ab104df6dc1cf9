package dev.hookswitch.phone;

/** The other side of a phone system under test: numbers that do something when they are dialled. */
public interface Peer {
  /** Answers soon and stays. */
  PhoneNumber answers();

  /** Another one that does. */
  PhoneNumber answersToo();

  /** Rings without an answer for longer than any test. */
  PhoneNumber ringsOn();

  /** Answers and hangs up soon after. */
  PhoneNumber hangsUp();

  /** Is in a call. */
  PhoneNumber busy();

  /** Somebody calls the line and waits for an answer. */
  void calls(Line line);

  /** Somebody calls the line and gives up soon. */
  void callsAndGivesUp(Line line);

  /** Somebody calls the call centre, if the phone system has one, and gives up soon. */
  default void callsCallCentreAndGivesUp() {
    throw new UnsupportedOperationException("no call centre");
  }

  /**
   * Somebody calls a colleague, whose phone rings on.
   *
   * @return the colleague's number, when the phone rings
   */
  default PhoneNumber callsAColleague() {
    throw new UnsupportedOperationException("no colleague");
  }

  /** The line's connection breaks, as far as this phone system has one; its calls go on. */
  void breaksConnection(ProbedLine line);

  /** All that this phone system's peer can send wrong, or an untrusted page through it. */
  void talksGarbage(ProbedLine line, CallId call);
}
