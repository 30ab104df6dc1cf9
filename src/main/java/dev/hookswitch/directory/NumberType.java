package dev.hookswitch.directory;

/** What a communication option of a record is; the words stand in the message bundles. */
public enum NumberType {
  MOBILE,
  WORK,
  HOME,
  SWITCHBOARD,
  FAX,
  OTHER,
  EMAIL;

  /** Whether it can be called. */
  public boolean phone() {
    return this != EMAIL;
  }
}
