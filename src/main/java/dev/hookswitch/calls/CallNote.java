package dev.hookswitch.calls;

import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody noted about a call.
 *
 * @param text may be empty
 * @param result null when nobody chose one
 */
public record CallNote(
    UUID call, String text, @Nullable Result result, UserId changedBy, Instant changedAt) {
  /** In characters. */
  public static final int MAX_LENGTH = 10_000;

  /** What came out of a call. */
  public enum Result {
    OFFER_SENT,
    ORDERED,
    SOLVED,
    INFORMED,
    PASSED_ON,
    CALL_BACK,
    NO_ANSWER,
    NOT_INTERESTED,
    WRONG_PERSON
  }
}
