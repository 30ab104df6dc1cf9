package dev.hookswitch.phone;

import java.util.concurrent.CompletionStage;

/**
 * Keeps the accounts on the server of a phone system that lets this be done from outside. One
 * implementation for such a phone system, found by Spring.
 */
public interface PhoneAccounts {
  /** {@link PhoneSystem#id()}. */
  String system();

  /** Whether an account of the one line can keep that of the other: they are of one server. */
  boolean together(Line administrator, Line account);

  /**
   * Signs in as the administrator's line, asks for the change, and leaves.
   *
   * @param administrator a line that may keep accounts, which the server decides
   * @return completes, never exceptionally, within seconds
   */
  CompletionStage<AccountAnswer> carryOut(Line administrator, AccountChange change);

  /**
   * Signs in as the administrator's line and asks which accounts its domain has.
   *
   * @return completes, never exceptionally, within seconds
   */
  CompletionStage<AccountList> list(Line administrator);
}
