package dev.hookswitch.settings;

import dev.hookswitch.phone.AccountAnswer;

/**
 * The server of a phone system did not change an account, so the line was not written either. What
 * had been done there before is undone.
 */
public class AccountRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String number;
  private final transient AccountAnswer answer;

  /**
   * @param number of the account
   * @param answer anything but done
   */
  public AccountRefused(String number, AccountAnswer answer) {
    super(number + ": " + answer);
    this.number = number;
    this.answer = answer;
  }

  public String number() {
    return number;
  }

  public AccountAnswer answer() {
    return answer;
  }

  boolean isAbout(AccountAnswer.Reason reason) {
    return answer instanceof AccountAnswer.Refused refused && refused.reason() == reason;
  }
}
