package dev.hookswitch.messaging.ui;

import java.text.NumberFormat;
import java.util.Locale;

/** Rates in words. */
final class Rates {
  private Rates() {}

  /** With one digit after the point, as precise as ten seconds are. */
  static String words(double perSecond, Locale locale) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(1);
    return format.format(perSecond);
  }
}
