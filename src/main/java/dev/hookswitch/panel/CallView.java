package dev.hookswitch.panel;

import dev.hookswitch.hub.MediaState.Quality;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.LineId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as a card shows it.
 *
 * @param record id of the call's row
 * @param kind how the card is drawn
 * @param state the state as words
 * @param name the other party; empty when unknown, {@code number} then stands for it
 * @param number as shown; empty when withheld
 * @param second the line under the name
 * @param via from or to which line
 * @param since what the card's timer counts from; null when it stands still
 * @param heldSince what the hold timer counts from; null when the call is not on hold
 * @param quality of the media; unknown without web phone
 * @param muted whether the microphone is off
 * @param recorded whether what is said is kept
 * @param sound whether another page plays this call
 * @param camera whether this side sends video
 * @param sent the last digits sent
 * @param received the last digits that came from the far end
 * @param actions the buttons that make sense, with the reason why one is not possible now
 * @param trouble what went wrong, as a sentence and its next step; null when nothing did
 * @param caller who the directory believes the other side to be
 */
public record CallView(
    LineId line,
    CallId id,
    UUID record,
    Kind kind,
    Text state,
    Text name,
    String initials,
    String number,
    Text second,
    Text via,
    @Nullable Instant since,
    @Nullable Instant heldSince,
    Quality quality,
    boolean muted,
    boolean recorded,
    Sound sound,
    Camera camera,
    String sent,
    String received,
    Map<Action, Control> actions,
    @Nullable Text trouble,
    Caller caller) {

  /** The families of call states; each has a colour, an icon and a word. */
  public enum Kind {
    RINGING("hs-ring", "phone-incoming"),
    CALLING("hs-calling", "phone-outgoing"),
    TALKING("hs-talk", "phone-call"),
    HELD("hs-hold", "pause"),
    ENDED("hs-done", "phone-off"),
    FAILED("hs-bad", "ban");

    private final String style;
    private final String icon;

    Kind(String style, String icon) {
      this.style = style;
      this.icon = icon;
    }

    public String style() {
      return style;
    }

    public String icon() {
      return icon;
    }
  }

  /** Where the call is heard. */
  public enum Sound {
    NONE,
    HERE,
    OTHER_PAGE,
    NOWHERE
  }

  /** Whether this side sends video. */
  public enum Camera {
    ON,
    OFF
  }

  /**
   * Whether a button can be used now.
   *
   * @param reason why not; null when it can
   */
  public record Control(@Nullable Text reason) {
    static final Control POSSIBLE = new Control(null);

    public boolean possible() {
      return reason == null;
    }

    static Control unless(boolean possible, String reason) {
      return possible ? POSSIBLE : new Control(Text.of(reason));
    }
  }
}
