package dev.hookswitch.phone;

/**
 * The phone system's own id of a call as one line sees it (creatio-cti.md §4: {@code id}, stored as
 * IntegrationId). Unique within a line; two legs of one conversation have two of them.
 *
 * @param value never blank, at most {@value #MAX_LENGTH} characters
 */
public record CallId(String value) {
  /** The width of the column IntegrationId (creatio-cti.md §8.1). */
  public static final int MAX_LENGTH = 250;

  public CallId {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "call id of %d characters (expected: 1 to %d, not blank)"
              .formatted(value.length(), MAX_LENGTH));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
