package dev.hookswitch.phone;

/** What is to become of an account on the server of a phone system. */
public sealed interface AccountChange {
  /** The line that signs in with the account; its parameters say what the account is to be. */
  Line account();

  record Create(Line account) implements AccountChange {}

  /** Changes what differs, such as the password; nothing when nothing does. */
  record Update(Line before, Line account) implements AccountChange {}

  record Remove(Line account) implements AccountChange {}
}
