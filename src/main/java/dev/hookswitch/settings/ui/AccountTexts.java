package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.Component;
import dev.hookswitch.phone.AccountAnswer;
import dev.hookswitch.settings.AccountRefused;

/** Why the server of a phone system did not change an account, in words. */
final class AccountTexts {
  private AccountTexts() {}

  /**
   * @param system what the phone system is called
   */
  static String of(Component page, AccountRefused refused, String system) {
    return switch (refused.answer()) {
      case AccountAnswer.Done _ -> "";
      case AccountAnswer.Refused(AccountAnswer.Reason reason, String words) ->
          page.getTranslation(reason.textKey(), refused.number(), LossTexts.brief(words));
      case AccountAnswer.Unreachable unreachable ->
          page.getTranslation("account.unreachable", LossTexts.of(page, unreachable.why(), system));
    };
  }
}
