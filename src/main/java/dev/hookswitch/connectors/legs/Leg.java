package dev.hookswitch.connectors.legs;

import dev.hookswitch.line.CallPhase;
import dev.hookswitch.line.Possible;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line's half of a conversation. A conversation is two legs that are each other's {@link
 * #peer()}; a transfer gives a leg another peer, its id stays. Changed only by {@link Switchboard}
 * and {@link MediaDesk}, under the exchange's lock.
 *
 * <pre>
 *   RINGING_HERE ──┬──► TALKING ──► OVER      every phase may end;
 *   RINGING_THERE ─┘       │                  a blind transfer makes the remaining
 *         ▲────────────────┘                  leg ring again, at the target
 * </pre>
 */
final class Leg implements Possible.Facts {
  /**
   * Where a call goes back to when a blind transfer fails.
   *
   * @param target the number that did not take the call
   */
  record WayBack(Seat transferrer, PhoneNumber target) {}

  final CallId id = Ids.call();
  final Seat seat;
  final CallDirection direction;
  final Party self;
  final Instant startedAt;
  CallPhase phase;
  Party other;
  String linkage;
  Media media = Media.AUDIO;
  boolean holding;
  boolean muted;

  /** The main call while this leg is its consultation. */
  @Nullable Leg parent;

  @Nullable PhoneNumber redirecting;
  @Nullable PhoneNumber redirection;
  @Nullable Instant answeredAt;
  @Nullable EndReason endReason;
  @Nullable WayBack wayBack;
  @Nullable MediaLink link;

  /** The features that the line was told last; null before the first time. */
  @Nullable Set<Feature> told;

  private @Nullable Leg peer;

  Leg(
      Seat seat,
      CallDirection direction,
      CallPhase phase,
      Party other,
      String linkage,
      Instant startedAt) {
    this.seat = seat;
    this.self = seat.party();
    this.direction = direction;
    this.phase = phase;
    this.other = other;
    this.linkage = linkage;
    this.startedAt = startedAt;
  }

  void pairWith(Leg leg) {
    peer = leg;
    leg.peer = this;
  }

  /** The other half. A leg has one from the moment it rings anywhere. */
  Leg peer() {
    return Objects.requireNonNull(peer, "a leg that never rang has no peer");
  }

  @Override
  public CallPhase phase() {
    return phase;
  }

  @Override
  public boolean holding() {
    return holding;
  }

  @Override
  public boolean muted() {
    return muted;
  }

  @Override
  public @Nullable Leg partner() {
    return parent != null ? parent : seat.consultationOf(this).orElse(null);
  }

  @Override
  public int calls() {
    return seat.legs.size();
  }

  /** What can be done with it now. */
  Set<Feature> possible() {
    return Possible.now(this, seat.declared);
  }

  Call call() {
    return call(state());
  }

  Call call(CallState shown) {
    boolean out = direction == CallDirection.OUT;
    return new Call(
        id,
        direction,
        shown,
        out ? self : other,
        out ? other : self,
        parent == null ? null : parent.id,
        redirecting,
        redirection,
        possible(),
        startedAt,
        answeredAt,
        endReason,
        linkage);
  }
}
