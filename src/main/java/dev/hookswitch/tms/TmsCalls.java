package dev.hookswitch.tms;

import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.wire.WireJson;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Calls as JSON (third-party.md §2.4; only what is not empty is written). */
final class TmsCalls {
  /** No call is older; ages beyond it are nonsense. */
  private static final Duration OLDEST = Duration.ofDays(7);

  private TmsCalls() {}

  static ObjectNode write(TmsCall call) {
    ObjectNode written = WireJson.object();
    written.put("id", call.id().value());
    TmsFields.put(written, "databaseUId", call.databaseUId());
    TmsFields.put(written, "deviceId", call.deviceId());
    TmsFields.put(written, "callerId", call.caller().dialled());
    TmsFields.put(written, "calledId", call.called().dialled());
    written.put("direction", call.direction().id().toString());
    written.put("state", call.state().ordinal());
    put(written, "redirectingId", call.redirecting());
    put(written, "redirectionId", call.redirection());
    call.more().ifPresent(more -> written.set(TmsEvents.OURS, write(more)));
    return written;
  }

  private static void put(ObjectNode written, String key, @Nullable PhoneNumber number) {
    if (number != null) {
      TmsFields.put(written, key, number.dialled());
    }
  }

  private static ObjectNode write(TmsCall.More more) {
    ObjectNode written = WireJson.object();
    TmsFields.put(written, "callerName", more.callerName());
    TmsFields.put(written, "calledName", more.calledName());
    if (more.parent() != null) {
      written.put("parentCallId", more.parent().value());
    }
    written.put("callFeaturesSet", TmsFields.mask(more.features()));
    written.put("startedMillisAgo", more.started().toMillis());
    if (more.answered() != null) {
      written.put("answeredMillisAgo", more.answered().toMillis());
    }
    if (more.endReason() != null) {
      written.put("endReason", more.endReason().name());
    }
    TmsFields.put(written, "linkage", more.linkage());
    return written;
  }

  static TmsCall read(ObjectNode call) {
    return new TmsCall(
        TmsFields.callId(call, "id"),
        TmsFields.name(call, "databaseUId"),
        TmsFields.name(call, "deviceId"),
        TmsFields.number(call, "callerId"),
        TmsFields.number(call, "calledId"),
        direction(call),
        state(call),
        number(call, "redirectingId"),
        number(call, "redirectionId"),
        call.get(TmsEvents.OURS) instanceof ObjectNode more
            ? Optional.of(more(more))
            : Optional.empty());
  }

  private static CallDirection direction(ObjectNode call) {
    String id = WireJson.text(call, "direction");
    return Arrays.stream(CallDirection.values())
        .filter(direction -> direction.id().toString().equalsIgnoreCase(id))
        .findFirst()
        .orElse(CallDirection.UNKNOWN);
  }

  private static CallState state(ObjectNode call) {
    int state = TmsFields.smallNumber(call, "state").orElse(-1);
    CallState[] states = CallState.values();
    return state >= 0 && state < states.length ? states[state] : CallState.UNKNOWN;
  }

  private static @Nullable PhoneNumber number(ObjectNode call, String key) {
    PhoneNumber number = TmsFields.number(call, key);
    return number.withheld() ? null : number;
  }

  private static TmsCall.More more(ObjectNode more) {
    return new TmsCall.More(
        TmsFields.name(more, "callerName"),
        TmsFields.name(more, "calledName"),
        TmsFields.optionalCallId(more, "parentCallId").orElse(null),
        TmsFields.features(TmsFields.smallNumber(more, "callFeaturesSet").orElse(0), Feature.class),
        age(more, "startedMillisAgo").orElse(Duration.ZERO),
        age(more, "answeredMillisAgo").orElse(null),
        TmsFields.constant(more, "endReason", EndReason.class).orElse(null),
        TmsFields.name(more, "linkage"));
  }

  private static Optional<Duration> age(ObjectNode more, String key) {
    return TmsFields.wholeNumber(more, key)
        .map(millis -> Duration.ofMillis(Math.clamp(millis, 0, OLDEST.toMillis())));
  }
}
