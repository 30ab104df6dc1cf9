package dev.hookswitch.calls.store;

import dev.hookswitch.calls.LinkRule;
import dev.hookswitch.calls.LinkRule.Belonging;
import dev.hookswitch.calls.LinkRule.CalledFrom;
import dev.hookswitch.calls.LinkRule.Identified;
import dev.hookswitch.directory.Rule;
import dev.hookswitch.directory.Rule.SameInternalNumber;
import dev.hookswitch.directory.Rule.SameLastDigits;
import dev.hookswitch.directory.Rule.SameNumber;

/** Rules as a column holds them, and back. */
final class LinkRules {
  static final String BELONGING = "belonging";
  private static final String CALLED_FROM = "called-from";
  private static final String SAME_NUMBER = "same-number";
  private static final String SAME_INTERNAL_NUMBER = "same-internal-number";
  private static final String SAME_LAST_DIGITS = "same-last-digits ";

  private LinkRules() {}

  static String text(LinkRule rule) {
    return switch (rule) {
      case Belonging _ -> BELONGING;
      case CalledFrom _ -> CALLED_FROM;
      case Identified(SameNumber _) -> SAME_NUMBER;
      case Identified(SameInternalNumber _) -> SAME_INTERNAL_NUMBER;
      case Identified(SameLastDigits(int digits)) -> SAME_LAST_DIGITS + digits;
    };
  }

  static LinkRule rule(String text) {
    return switch (text) {
      case BELONGING -> new Belonging();
      case CALLED_FROM -> new CalledFrom();
      case SAME_NUMBER -> identified(new SameNumber());
      case SAME_INTERNAL_NUMBER -> identified(new SameInternalNumber());
      case String digits when digits.startsWith(SAME_LAST_DIGITS) ->
          identified(
              new SameLastDigits(Integer.parseInt(digits.substring(SAME_LAST_DIGITS.length()))));
      default ->
          throw new IllegalArgumentException("rule '%s' of a link is unknown".formatted(text));
    };
  }

  private static LinkRule identified(Rule rule) {
    return new Identified(rule);
  }
}
