package dev.hookswitch.phone;

import java.util.List;
import java.util.Optional;

/**
 * One kind of phone system behind the panel: one implementation each, found by Spring, chosen for a
 * line by {@link #id}. {@code PhoneSystemContract} (test sources) says what an implementation owes.
 */
public interface PhoneSystem {
  /** Lower case, stable: it is stored with lines and calls. */
  String id();

  /** What the line can do in principle. */
  Capabilities capabilities(Line line);

  /** What has to be set before a line can be opened, in the order in which it is asked for. */
  default List<PhoneSetting> settings() {
    return List.of();
  }

  /** Whether a line can have this number here. */
  default boolean takes(PhoneNumber number) {
    return true;
  }

  /**
   * The account with which a page of the user is the line's phone; empty when the phone is
   * elsewhere, or needs none. Returns at once.
   */
  default Optional<SipAccount> sipAccount(Line line) {
    return Optional.empty();
  }

  /** The status menu of an agent on this phone system, in its order. */
  List<AgentStateOption> agentStates();

  /**
   * Opens a line. Returns at once; success arrives as {@code initialized}, trouble as {@code
   * disconnected} with a reason. Whoever opened it closes it and opens it anew after a loss.
   */
  PhoneSession open(Line line, PhoneListener listener);

  /**
   * The connections that {@link #open} makes, each of which can be tried alone. Opened for a line
   * id of its own, none disturbs who is signed in on the line.
   */
  default List<PhoneConnection> connections(Line line) {
    return List.of(new PhoneConnection("", listener -> open(line, listener)));
  }
}
