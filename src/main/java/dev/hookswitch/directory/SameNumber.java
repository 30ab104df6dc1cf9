package dev.hookswitch.directory;

import dev.hookswitch.directory.store.StoredNumber;

/** Whether two numbers of one record are one number in two notations. */
final class SameNumber {
  /** As many digits at the end tell apart what belongs to one record. */
  private static final int TELLING_DIGITS = 7;

  private SameNumber() {}

  /**
   * Both in full, or equal at the end as far as the shorter goes when one of them does not tell its
   * country: 7946 0958, 020 7946 0958 and +44 20 7946 0958.
   */
  static boolean is(StoredNumber one, StoredNumber other) {
    if (one.identity().equals(other.identity())) {
      return true;
    }
    String first = one.reversed();
    String second = other.reversed();
    if (first == null || second == null || (one.e164() != null && other.e164() != null)) {
      return false;
    }
    return Math.min(first.length(), second.length()) >= TELLING_DIGITS
        && (first.startsWith(second) || second.startsWith(first));
  }
}
