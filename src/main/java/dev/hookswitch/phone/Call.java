package dev.hookswitch.phone;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call as one line sees it at one moment: the payload of most events (creatio-cti.md §4).
 *
 * @param parent the main call, when this one is its consultation
 * @param redirecting who transferred the call here (Creatio: redirectingId); the line itself when
 *     the call comes back from where the line has parked it
 * @param redirection where the call was transferred to (Creatio: redirectionId), or the space where
 *     it is parked
 * @param features what can be done with the call now
 * @param startedAt when it began to ring, by the clock of this server
 * @param answeredAt when the conversation began; null before
 * @param endReason null until the call is over
 * @param linkage the same text on all legs of one conversation (GloballyUniqueCallLinkageId); empty
 *     when the phone system gives none
 */
public record Call(
    CallId id,
    CallDirection direction,
    CallState state,
    Party caller,
    Party called,
    @Nullable CallId parent,
    @Nullable PhoneNumber redirecting,
    @Nullable PhoneNumber redirection,
    Set<Feature> features,
    Instant startedAt,
    @Nullable Instant answeredAt,
    @Nullable EndReason endReason,
    String linkage) {
  public Call {
    features = Set.copyOf(features);
  }

  /** The other side, seen from the line. */
  public Party peer() {
    return direction == CallDirection.OUT ? called : caller;
  }

  public boolean can(Feature feature) {
    return features.contains(feature);
  }

  public boolean muted() {
    return can(Feature.UNMUTE);
  }

  public boolean recorded() {
    return can(Feature.STOP_RECORDING);
  }

  public Call withFeatures(Set<Feature> now) {
    return new Call(
        id,
        direction,
        state,
        caller,
        called,
        parent,
        redirecting,
        redirection,
        now,
        startedAt,
        answeredAt,
        endReason,
        linkage);
  }

  /**
   * The same call with its beginning as it is known from elsewhere.
   *
   * @param answered null when that is known here alone
   */
  public Call begunAt(Instant started, @Nullable Instant answered) {
    return new Call(
        id,
        direction,
        state,
        caller,
        called,
        parent,
        redirecting,
        redirection,
        features,
        started,
        answered == null ? answeredAt : answered,
        endReason,
        linkage);
  }

  /** The same call, over for a reason that the line never heard. */
  public Call brokenOff() {
    return ended(EndReason.BROKEN_OFF);
  }

  /** The same call, over. */
  public Call ended(EndReason why) {
    return new Call(
        id,
        direction,
        CallState.NONE,
        caller,
        called,
        parent,
        redirecting,
        redirection,
        Set.of(),
        startedAt,
        answeredAt,
        why,
        linkage);
  }
}
