package dev.hookswitch.hub;

import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSessionId;

/**
 * The media of one call.
 *
 * @param holder where the microphone and the loudspeaker are
 * @param video whether video of the far end arrives
 * @param camera whether this side sends its camera
 */
public record MediaState(
    MediaSessionId session, Holder holder, Quality quality, boolean video, Media camera) {

  /**
   * Which page plays the call.
   *
   * @param tab number of the page's attachment; {@link #NOBODY} when no page has it
   */
  public record Holder(long tab) {
    public static final Holder NOBODY = new Holder(-1);
  }

  /** What the statistics of the page say about the connection. */
  public enum Quality {
    UNKNOWN,
    GOOD,
    FAIR,
    POOR
  }
}
