package dev.hookswitch.phone;

/**
 * What a page and a phone system tell each other about one WebRTC session. Signals are not events:
 * they are neither journalled nor shown.
 */
public sealed interface MediaSignal {
  MediaSessionId session();

  /** Both ways: an SDP offer or answer (RFC 8829). */
  record Description(MediaSessionId session, Kind kind, String sdp) implements MediaSignal {
    public enum Kind {
      OFFER,
      ANSWER
    }
  }

  /**
   * Both ways: a trickled ICE candidate (RFC 8838).
   *
   * @param candidate the candidate-attribute; empty says "no more candidates"
   */
  record Candidate(MediaSessionId session, String candidate, String sdpMid, int sdpMLineIndex)
      implements MediaSignal {}

  /** To the page: what of the local microphone goes out, and whether the far end is played. */
  record Audio(MediaSessionId session, Flow flow) implements MediaSignal {
    public enum Flow {
      OPEN,
      /** Nothing of the microphone goes out; the far end is heard. */
      MUTED,
      /** Neither is sent nor played. */
      HELD
    }
  }

  /** To the page: send the camera or do not. */
  record Video(MediaSessionId session, Media media) implements MediaSignal {}

  /** To the page: put tones on the wire (RFC 4733). */
  record SendTones(MediaSessionId session, String digits) implements MediaSignal {}

  /** From the page: what became of the session. */
  record Report(MediaSessionId session, Outcome outcome) implements MediaSignal {
    public enum Outcome {
      CONNECTED,
      /** Video from the far end is there. */
      VIDEO_PRESENT,
      /** ICE failed for good, or the page that owned the media is gone: begin a new session. */
      LOST,
      /** The page has no microphone or may not use it. */
      NO_MICROPHONE
    }
  }
}
