package dev.hookswitch.connectors.verto;

import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Party;
import java.util.List;

/**
 * What a Verto server says of its own accord (verto.md §5, §6, §8). Everything in it is the peer's:
 * text, never markup.
 */
public sealed interface VertoNews {
  /** News of one dialog. */
  sealed interface OfDialog extends VertoNews {
    CallId dialog();
  }

  /**
   * Somebody calls.
   *
   * @param sdp the offer
   */
  record Invite(CallId dialog, String sdp, Parties parties) implements OfDialog {}

  /** Early media of a call that this side made; the answer brings no description any more. */
  record Media(CallId dialog, String sdp) implements OfDialog {}

  /**
   * The far side answered.
   *
   * @param sdp empty after early media
   */
  record Answer(CallId dialog, String sdp) implements OfDialog {}

  /** The other party is, or is called, somebody else now. */
  record Display(CallId dialog, Party other) implements OfDialog {}

  /**
   * @param cause name of a hang-up cause; numbers moved between versions (verto.md §11)
   */
  record Bye(CallId dialog, String cause) implements OfDialog {}

  /**
   * A call that goes on wants its media anew: after a sign-in of a session that has calls, or at
   * any time.
   *
   * @param direction of the call, as this side made it
   * @param sdp the offer
   */
  record Attach(CallId dialog, CallDirection direction, String sdp, Parties parties)
      implements OfDialog {}

  /** All calls that this session still has have been attached (from FreeSWITCH 1.8). */
  record ClientReady(List<CallId> attached) implements VertoNews {
    public ClientReady {
      attached = List.copyOf(attached);
    }
  }

  /** Another connection took this session over. */
  record Punt() implements VertoNews {}

  /** The two parties as the server names them. After transfers they are swapped (verto.md §6). */
  record Parties(Party caller, Party callee) {
    /** The one that is not oneself. */
    public Party other(Party self) {
      return caller.number().equals(self.number()) ? callee : caller;
    }
  }
}
