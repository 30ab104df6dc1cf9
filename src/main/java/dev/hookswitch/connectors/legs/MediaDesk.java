package dev.hookswitch.connectors.legs;

import dev.hookswitch.line.SignalRules;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.ErrorType;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaConfig;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.MediaSignal.Audio.Flow;
import dev.hookswitch.phone.MediaSignal.Description.Kind;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signalling of media between the pages of two legs: it begins and ends generations, relays
 * descriptions and candidates, and tells pages what may flow. Media itself never passes the server.
 * Called under the exchange's lock.
 */
final class MediaDesk {
  /** Data of the error event of a page without microphone. */
  static final String NO_MICROPHONE = "noMicrophone";

  private static final String SOURCE = "webphone";
  private static final Duration BETWEEN_GENERATIONS = Duration.ofSeconds(1);

  private final @Nullable IceServers ice;
  private final InstantSource clock;
  private final Alarms alarms;
  private final Outbox outbox;

  MediaDesk(@Nullable IceServers ice, InstantSource clock, Alarms alarms, Outbox outbox) {
    this.ice = ice;
    this.clock = clock;
    this.alarms = alarms;
    this.outbox = outbox;
  }

  void start(Leg offers, Leg answers) {
    if (ice == null) {
      return;
    }
    MediaLink link = new MediaLink(offers, answers, clock.instant());
    for (MediaLink.End end : List.of(link.offers, link.answers)) {
      Leg leg = end.leg;
      leg.link = link;
      MediaConfig config =
          new MediaConfig(
              end.role,
              leg.media,
              Media.AUDIO_AND_VIDEO,
              MediaConfig.Gathering.TRICKLE,
              ice.forLine(leg.seat.line));
      outbox.tell(
          leg.seat,
          new CtiEvent.WebRtcStarted(leg.seat.id(), clock.instant(), leg.id, end.session, config));
      sendFlow(leg);
    }
  }

  /** Ends the media that the leg takes part in, on both sides. */
  void stop(Leg leg) {
    MediaLink link = leg.link;
    if (link == null) {
      return;
    }
    for (MediaLink.End end : List.of(link.offers, link.answers)) {
      end.leg.link = null;
      outbox.tell(
          end.leg.seat,
          new CtiEvent.WebRtcDestroyed(
              end.leg.seat.id(), clock.instant(), end.leg.id, end.session));
    }
  }

  /** Begins a new generation in place of the leg's present one, if it has one. */
  void renew(Leg leg) {
    MediaLink link = leg.link;
    if (link != null) {
      stop(leg);
      start(link.offers.leg, link.answers.leg);
    }
  }

  /** Tells both pages what may flow: a hold concerns the two of them. */
  void sendFlows(Leg leg) {
    MediaLink link = leg.link;
    if (link != null) {
      sendFlow(link.offers.leg);
      sendFlow(link.answers.leg);
    }
  }

  void sendFlow(Leg leg) {
    MediaLink link = leg.link;
    if (link != null) {
      Flow flow =
          leg.holding || leg.peer().holding ? Flow.HELD : leg.muted ? Flow.MUTED : Flow.OPEN;
      outbox.signal(leg.seat, new MediaSignal.Audio(link.endOf(leg).session, flow));
    }
  }

  void sendTones(Leg leg, String digits) {
    MediaLink link = leg.link;
    if (link != null) {
      outbox.signal(leg.seat, new MediaSignal.SendTones(link.endOf(leg).session, digits));
    }
  }

  void sendVideo(Leg leg) {
    MediaLink link = leg.link;
    if (link != null) {
      outbox.signal(leg.seat, new MediaSignal.Video(link.endOf(leg).session, leg.media));
    }
  }

  /** What a page of the line says. Nothing of it is trusted. */
  Outcome signal(Seat seat, MediaSignal signal) {
    Optional<MediaLink.End> from = end(seat, signal);
    if (from.isEmpty()) {
      return Outcome.refused(Reason.UNKNOWN_CALL, "");
    }
    MediaLink link = from.get().leg.link;
    if (link == null) {
      return Outcome.refused(Reason.UNKNOWN_CALL, "");
    }
    return switch (signal) {
      case MediaSignal.Description description -> relay(link, from.get(), description);
      case MediaSignal.Candidate candidate -> relay(link, from.get(), candidate);
      case MediaSignal.Report report -> report(link, from.get(), report.outcome());
      case MediaSignal.Audio _, MediaSignal.Video _, MediaSignal.SendTones _ ->
          Outcome.refused(Reason.INVALID, signal.getClass().getSimpleName());
    };
  }

  private static Optional<MediaLink.End> end(Seat seat, MediaSignal signal) {
    for (Leg leg : seat.legs) {
      MediaLink link = leg.link;
      if (link != null && link.endOf(leg).session.equals(signal.session())) {
        return Optional.of(link.endOf(leg));
      }
    }
    return Optional.empty();
  }

  private Outcome relay(MediaLink link, MediaLink.End from, MediaSignal.Description description) {
    if (!SignalRules.acceptable(description)) {
      return Outcome.refused(Reason.INVALID, "sdp");
    }
    MediaLink.End to = link.opposite(from);
    boolean fits =
        switch (description.kind()) {
          // Two offers at once are settled here: the first one stands, the other page gives way.
          case OFFER -> (link.negotiated || from == link.offers) && link.offered != to;
          case ANSWER -> link.offered == to;
        };
    if (!fits) {
      return Outcome.refused(Reason.NOT_NOW, description.kind().name());
    }
    if (description.kind() == Kind.OFFER) {
      link.offered = from;
    } else {
      link.offered = null;
      link.negotiated = true;
    }
    outbox.signal(
        to.leg.seat,
        new MediaSignal.Description(to.session, description.kind(), description.sdp()));
    return Outcome.ACCEPTED;
  }

  private Outcome relay(MediaLink link, MediaLink.End from, MediaSignal.Candidate candidate) {
    if (!SignalRules.acceptable(candidate) || from.candidates >= SignalRules.MAX_CANDIDATES) {
      return Outcome.refused(Reason.INVALID, "candidate");
    }
    from.candidates++;
    MediaLink.End to = link.opposite(from);
    outbox.signal(
        to.leg.seat,
        new MediaSignal.Candidate(
            to.session, candidate.candidate(), candidate.sdpMid(), candidate.sdpMLineIndex()));
    return Outcome.ACCEPTED;
  }

  private Outcome report(MediaLink link, MediaLink.End from, MediaSignal.Report.Outcome outcome) {
    switch (outcome) {
      case CONNECTED -> {}
      case VIDEO_PRESENT -> {
        if (!from.videoTold) {
          from.videoTold = true;
          Leg leg = from.leg;
          outbox.tell(
              leg.seat,
              new CtiEvent.WebRtcVideoStarted(
                  leg.seat.id(), clock.instant(), leg.id, from.session));
        }
      }
      case NO_MICROPHONE -> {
        if (!from.microphoneTold) {
          from.microphoneTold = true;
          tellNoMicrophone(from.leg.seat);
          tellNoMicrophone(link.opposite(from).leg.seat);
        }
      }
      case LOST -> renewInTime(link);
    }
    return Outcome.ACCEPTED;
  }

  private void tellNoMicrophone(Seat seat) {
    outbox.tell(
        seat,
        new CtiEvent.Error(seat.id(), clock.instant(), ErrorType.GENERAL, NO_MICROPHONE, SOURCE));
  }

  /** Pages that lose their media at once would make generations without end: it has to live. */
  private void renewInTime(MediaLink link) {
    if (link.renewing) {
      return;
    }
    Duration age = Duration.between(link.startedAt, clock.instant());
    if (age.compareTo(BETWEEN_GENERATIONS) >= 0) {
      renew(link.offers.leg);
      return;
    }
    link.renewing = true;
    alarms.in(
        BETWEEN_GENERATIONS.minus(age),
        () -> {
          if (link.offers.leg.link == link) {
            renew(link.offers.leg);
          }
        });
  }
}
