package dev.hookswitch.calls;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.hookswitch.hub.CallOrigin;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.hub.CallTimes;
import dev.hookswitch.hub.TrackedCall;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A call told event by event to a recorder, as the hub would. */
public final class CallStory {
  private static final String SECRET = "planted-secret";
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final CallRecorder recorder;
  private final UserId user;
  private final Line line;
  private TrackedCall tracked;
  private Instant now;

  private CallStory(
      CallRecorder recorder, UserId user, CallDirection direction, Party peer, Instant at) {
    this.recorder = recorder;
    this.user = user;
    this.line =
        new Line(
            new LineId(user.value()),
            "builtin",
            new PhoneNumber("101"),
            "Anna Berg",
            Map.of("password", SECRET));
    this.now = at;
    Party own = new Party(line.number(), line.name());
    var call =
        new Call(
            new CallId("pbx-" + UUID.randomUUID()),
            direction,
            CallState.ALERTING,
            direction == CallDirection.OUT ? own : peer,
            direction == CallDirection.OUT ? peer : own,
            null,
            null,
            null,
            Set.of(),
            at,
            null,
            null,
            "");
    this.tracked =
        new TrackedCall(
            IDS.generate(),
            call,
            new CallTimes(
                at,
                null,
                null,
                CallState.ALERTING,
                at,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO),
            "",
            "",
            null);
  }

  public static CallStory incoming(
      CallRecorder recorder, UserId user, String number, String name, Instant at) {
    return begin(recorder, user, CallDirection.IN, number, name, at);
  }

  public static CallStory outgoing(
      CallRecorder recorder, UserId user, String number, String name, Instant at) {
    return begin(recorder, user, CallDirection.OUT, number, name, at);
  }

  /** A call that was begun from the page of a record. */
  public static CallStory outgoingFrom(
      CallRecorder recorder, UserId user, String number, CallOrigin origin, Instant at) {
    var story =
        new CallStory(recorder, user, CallDirection.OUT, Party.of(new PhoneNumber(number)), at);
    TrackedCall call = story.tracked;
    story.tracked = new TrackedCall(call.record(), call.call(), call.times(), "", "", origin);
    story.record(new CtiEvent.CallStarted(story.lineId(), at, call.call()));
    return story;
  }

  private static CallStory begin(
      CallRecorder recorder,
      UserId user,
      CallDirection direction,
      String number,
      String name,
      Instant at) {
    var story =
        new CallStory(recorder, user, direction, new Party(new PhoneNumber(number), name), at);
    story.record(new CtiEvent.CallStarted(story.lineId(), at, story.tracked.call()));
    return story;
  }

  public CallStory answeredAfter(int seconds) {
    now = now.plusSeconds(seconds);
    return change(CallState.CONNECTED, now, null, (at, c) -> commutation(at, c));
  }

  public CallStory heldAfter(int seconds) {
    now = now.plusSeconds(seconds);
    return change(
        CallState.HOLDED,
        tracked.call().answeredAt(),
        null,
        (at, c) -> new CtiEvent.Hold(lineId(), at, c));
  }

  public CallStory resumedAfter(int seconds) {
    now = now.plusSeconds(seconds);
    return change(
        CallState.CONNECTED,
        tracked.call().answeredAt(),
        null,
        (at, c) -> new CtiEvent.Unhold(lineId(), at, c));
  }

  public CallStory endedAfter(int seconds, EndReason reason) {
    now = now.plusSeconds(seconds);
    return change(
        CallState.NONE,
        tracked.call().answeredAt(),
        reason,
        (at, c) -> new CtiEvent.CallFinished(lineId(), at, c));
  }

  /** The other side has another number from now on. */
  public CallStory peerBecomes(String number) {
    Call was = tracked.call();
    Party peer = Party.of(new PhoneNumber(number));
    boolean out = was.direction() == CallDirection.OUT;
    var call =
        new Call(
            was.id(),
            was.direction(),
            was.state(),
            out ? was.caller() : peer,
            out ? peer : was.called(),
            was.parent(),
            was.redirecting(),
            was.redirection(),
            was.features(),
            was.startedAt(),
            was.answeredAt(),
            was.endReason(),
            was.linkage());
    tracked = tracked.with(call, now);
    record(new CtiEvent.CallInfoChanged(lineId(), now, call.id(), call));
    return this;
  }

  /** Tells an event about the call that changes nothing in it. */
  public CallStory tells(BiFunction<CallStory, Instant, CtiEvent> event) {
    record(event.apply(this, now));
    return this;
  }

  public UUID id() {
    return tracked.record();
  }

  public LineId lineId() {
    return line.id();
  }

  public CallId callId() {
    return tracked.call().id();
  }

  public static String secret() {
    return SECRET;
  }

  private CtiEvent commutation(Instant at, Call call) {
    return new CtiEvent.CommutationStarted(lineId(), at, call);
  }

  private CallStory change(
      CallState state,
      @Nullable Instant answeredAt,
      @Nullable EndReason reason,
      BiFunction<Instant, Call, CtiEvent> event) {
    Call was = tracked.call();
    var call =
        new Call(
            was.id(),
            was.direction(),
            state,
            was.caller(),
            was.called(),
            was.parent(),
            was.redirecting(),
            was.redirection(),
            Set.of(),
            was.startedAt(),
            answeredAt,
            reason,
            was.linkage());
    tracked = tracked.with(call, now);
    record(event.apply(now, call));
    return this;
  }

  private void record(CtiEvent event) {
    recorder.record(new CallRecorder.Entry(user, line, event, tracked));
  }
}
