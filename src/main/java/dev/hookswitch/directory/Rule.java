package dev.hookswitch.directory;

/** Why a record is believed to be behind a number; the surest first. */
public sealed interface Rule {
  /** Both numbers name their country and are the same. */
  record SameNumber() implements Rule {}

  /** Equal at the end, and of one of the two the country is not known. */
  record SameLastDigits(int digits) implements Rule {}

  /** An internal number that is the same, digit by digit. */
  record SameInternalNumber() implements Rule {}
}
