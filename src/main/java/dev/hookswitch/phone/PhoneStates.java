package dev.hookswitch.phone;

/**
 * What the phones of one phone system do, at which people talk without being signed in. Found by
 * Spring; a phone system that cannot tell has none. Methods may be called from any thread and
 * return at once.
 */
public interface PhoneStates {
  /** {@link PhoneSystem#id()} of the lines that it knows. */
  String system();

  /** What the phone of the line does now. */
  PhoneState of(Line line);

  /**
   * Follows the phone of a line.
   *
   * @param changed run, on a thread of the phone system's, when {@link #of} may have changed;
   *     returns at once
   * @return ends it
   */
  Runnable follow(Line line, Runnable changed);

  /** Whether one line can take calls that ring at the other one. */
  boolean together(Line one, Line other);
}
