package dev.hookswitch.connectors.messaging;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.tms.TmsCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls as a Messaging Service tells of them, with what was known of them before. */
final class CallsTold {
  private final Set<Feature> declared;
  private final InstantSource clock;

  /**
   * @param declared what the line can do at all
   */
  CallsTold(Set<Feature> declared, InstantSource clock) {
    this.declared = declared;
    this.clock = clock;
  }

  /** Of these what the line can do at all. */
  Set<Feature> possible(Set<Feature> features) {
    EnumSet<Feature> possible = EnumSet.noneOf(Feature.class);
    possible.addAll(features);
    possible.retainAll(declared);
    return possible;
  }

  /**
   * A call as it is now.
   *
   * @param known as it was before; null when it is new
   * @param parent the main call of a consultation, unless the service says so itself
   */
  Call call(TmsCall told, @Nullable Call known, CallState state, @Nullable CallId parent) {
    return told.more()
        .map(more -> complete(told, more, known, state))
        .orElseGet(() -> concluded(told, known, state, parent));
  }

  /** A service of ours says all that there is to know. */
  private Call complete(TmsCall told, TmsCall.More more, @Nullable Call known, CallState state) {
    Instant answered = known == null ? null : known.answeredAt();
    return new Call(
        told.id(),
        direction(told, known),
        state,
        party(told.caller(), more.callerName(), known == null ? null : known.caller()),
        party(told.called(), more.calledName(), known == null ? null : known.called()),
        more.parent(),
        told.redirecting(),
        told.redirection(),
        possible(more.features()),
        known == null ? clock.instant().minus(more.started()) : known.startedAt(),
        answered == null ? before(more.answered()) : answered,
        more.endReason(),
        more.linkage());
  }

  private Call concluded(
      TmsCall told, @Nullable Call known, CallState state, @Nullable CallId parent) {
    Instant answered = known == null ? null : known.answeredAt();
    return new Call(
        told.id(),
        direction(told, known),
        state,
        party(told.caller(), "", known == null ? null : known.caller()),
        party(told.called(), "", known == null ? null : known.called()),
        parent,
        told.redirecting(),
        told.redirection(),
        known == null ? Set.of() : known.features(),
        known == null ? clock.instant() : known.startedAt(),
        answered == null ? answeredNow(state) : answered,
        null,
        "");
  }

  private static CallDirection direction(TmsCall told, @Nullable Call known) {
    if (told.direction() != CallDirection.UNKNOWN) {
      return told.direction();
    }
    if (known != null) {
      return known.direction();
    }
    // The subscriber is who is called when the line is the caller (creatio-cti.md §4).
    return told.caller().dialled().equals(told.deviceId()) ? CallDirection.OUT : CallDirection.IN;
  }

  private @Nullable Instant answeredNow(CallState state) {
    return switch (state) {
      case CONNECTED, HOLDED, CONFERENCED -> clock.instant();
      case NONE, ALERTING, UNKNOWN, BUSY -> null;
    };
  }

  private @Nullable Instant before(@Nullable Duration age) {
    return age == null ? null : clock.instant().minus(age);
  }

  private static Party party(PhoneNumber number, String name, @Nullable Party known) {
    return known != null && number.withheld() ? known : new Party(number, name);
  }
}
