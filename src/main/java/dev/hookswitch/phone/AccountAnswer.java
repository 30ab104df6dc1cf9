package dev.hookswitch.phone;

import java.util.Locale;

/** What the server of a phone system said to an {@link AccountChange}. */
public sealed interface AccountAnswer {
  record Done() implements AccountAnswer {}

  /**
   * The server said no, and nothing has changed there.
   *
   * @param words the server's own; empty when it was not even asked
   */
  record Refused(Reason reason, String words) implements AccountAnswer {}

  /**
   * Whoever asks could not sign in, or the connection ended before the answer came.
   *
   * @param detail for the log and for administrators; may be empty
   */
  record Unreachable(Loss why, String detail) implements AccountAnswer {}

  /** Each reason has a sentence with a next step in the texts. */
  enum Reason {
    /** Whoever asks may not keep accounts. */
    NOT_ALLOWED,
    /** There is an account with this number. */
    EXISTS,
    /** There is no such account. */
    UNKNOWN,
    /** Nobody can remove the account with which he asks. */
    ONESELF,
    /** No password, or one that the server cannot be told. */
    PASSWORD,
    /** The server's words say what it is. */
    OTHER;

    public String textKey() {
      return "account.refused." + name().toLowerCase(Locale.ROOT);
    }
  }
}
