package dev.hookswitch.connectors.legs;

import dev.hookswitch.phone.MediaConfig.Role;
import dev.hookswitch.phone.MediaSessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One generation of the media between two legs. A lost connection makes a new one. */
final class MediaLink {
  /** What one page was given and what it has sent. */
  static final class End {
    final Leg leg;
    final Role role;
    final MediaSessionId session = Ids.mediaSession();
    int candidates;
    boolean videoTold;
    boolean microphoneTold;

    End(Leg leg, Role role) {
      this.leg = leg;
      this.role = role;
    }
  }

  final End offers;
  final End answers;
  final Instant startedAt;

  /** Whose offer waits for its answer. */
  @Nullable End offered;

  /** After the first answer both ends may offer. */
  boolean negotiated;

  /** A new generation is on its way already. */
  boolean renewing;

  MediaLink(Leg offers, Leg answers, Instant startedAt) {
    this.offers = new End(offers, Role.OFFERS);
    this.answers = new End(answers, Role.ANSWERS);
    this.startedAt = startedAt;
  }

  End endOf(Leg leg) {
    return leg == offers.leg ? offers : answers;
  }

  End opposite(End end) {
    return end == offers ? answers : offers;
  }
}
