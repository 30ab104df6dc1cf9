package dev.hookswitch.tms;

/**
 * What became of reading a frame.
 *
 * @param <T> a request or an event
 */
public sealed interface TmsRead<T> {
  record Understood<T>(T frame) implements TmsRead<T> {}

  /**
   * The frame is skipped.
   *
   * @param place where it is wrong and what was expected there, without what the frame held
   * @param id {@code commandUId}, as far as it could be read; else empty
   */
  record Nonsense<T>(String place, String id) implements TmsRead<T> {}

  /** Ends the reading of a frame. */
  final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String place) {
      super(place, null, false, false);
    }

    String place() {
      return String.valueOf(getMessage());
    }
  }
}
