package dev.hookswitch.directory;

import dev.hookswitch.shell.Texts;
import java.util.Locale;

/** Says in words why a record is believed to be behind a number. */
public final class RuleText {
  private RuleText() {}

  public static String of(Rule rule, Texts texts, Locale locale) {
    return switch (rule) {
      case Rule.SameNumber _ -> texts.getTranslation("rule.same_number", locale);
      case Rule.SameLastDigits(int digits) ->
          texts.getTranslation("rule.same_last_digits", locale, digits);
      case Rule.SameInternalNumber _ -> texts.getTranslation("rule.same_internal_number", locale);
    };
  }

  /** The rule, and that the number is out of date if it is. */
  public static String of(Match match, Texts texts, Locale locale) {
    String rule = of(match.rule(), texts, locale);
    return match.outOfDate() ? texts.getTranslation("rule.out_of_date", locale, rule) : rule;
  }
}
