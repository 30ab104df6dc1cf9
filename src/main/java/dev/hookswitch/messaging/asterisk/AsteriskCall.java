package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.LineCall;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Party;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call as the line follows it. Mostly it is one channel of the phone; a consultation that was
 * begun for the agent shares the channel of its main call, and a phone with several handsets rings
 * with several.
 */
final class AsteriskCall extends LineCall {
  /** Of the phone's channels those that carry the call; the last one stays when it has ended. */
  final Set<Channel> legs = new LinkedHashSet<>();

  /** The other side, followed through Local channels; null before it is known. */
  @Nullable Channel far;

  /** The phone is called first, then the number. */
  boolean callback;

  /** The phone that rings for the call until this line takes it; null for any other call. */
  @Nullable Channel taken;

  /** The own phone is told to stop ringing, since what it rang for is gone. */
  boolean givenUp;

  /** The call that this one consults about on the same channel; null for any other. */
  @Nullable AsteriskCall main;

  /** Whom a consultation rings first; null for any other call. */
  @Nullable Channel asked;

  /** The other side is on its way to the parking lot; the phone may be free before it is there. */
  boolean parking;

  /** The other side was parked; the space is where the call is redirected to. */
  boolean parked;

  /** The agent has answered it; it is rung anew so that the page can. */
  boolean answering;

  /** What {@code MuteAudio} was told last. */
  boolean silenced;

  AsteriskCall(CallId id, CallDirection direction, Party self, Party other, Instant startedAt) {
    super(id, direction, self, other, startedAt);
  }

  /** Another channel of the phone carries it. */
  void carriedBy(Channel own, Channel.Watcher watcher) {
    legs.add(own);
    own.watchers.add(watcher);
  }

  /** The other side is known, or another one now. */
  void meets(@Nullable Channel other, Channel.Watcher watcher) {
    if (far != other) {
      far = other;
      if (other != null) {
        other.watchers.add(watcher);
      }
    }
  }

  /** The channel that commands are about: the one that is answered, else the first. */
  Channel leg() {
    Channel first = null;
    for (Channel leg : legs) {
      if (leg.up() && leg.alive()) {
        return leg;
      }
      first = first == null || leg.alive() && !first.alive() ? leg : first;
    }
    if (first == null) {
      throw new IllegalStateException(this + " has no channel");
    }
    return first;
  }

  boolean hasLegs() {
    return legs.stream().anyMatch(Channel::alive);
  }

  /** Of its two sides those that are recorded, whoever ordered it. */
  List<Channel> recordedSides() {
    Channel leg = leg();
    return Stream.concat(Stream.of(leg), Stream.ofNullable(far))
        .filter(side -> side.recorders > 0)
        .toList();
  }

  /** The file that it was recorded to; empty when it was not. */
  String file() {
    String own = leg().recording;
    return own.isEmpty() && far != null ? far.recording : own;
  }

  /** Whether the other side is there, whatever it does. */
  boolean farAlive() {
    return far != null && far.alive();
  }

  /** Put aside by a redirection. */
  boolean farWaits() {
    return far != null && far.waits();
  }

  @Override
  protected String linkage() {
    return legs.isEmpty() ? "" : leg().linkedId;
  }
}
