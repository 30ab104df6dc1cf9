package dev.hookswitch.phone;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls for tests: what a test does not name is filled in. */
public final class CallBuilder {
  /** When calls of tests begin to ring. */
  public static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  public static final PhoneNumber OWN = new PhoneNumber("101");

  private final CallId id;
  private final CallDirection direction;
  private CallState state = CallState.ALERTING;
  private Party peer = new Party(new PhoneNumber("+15550100"), "Ada Lovelace");
  private @Nullable CallId parent;
  private @Nullable PhoneNumber redirecting;
  private @Nullable PhoneNumber redirection;
  private Set<Feature> features = Set.of();
  private Instant startedAt = NOON;
  private @Nullable Instant answeredAt;
  private @Nullable EndReason endReason;

  private CallBuilder(String id, CallDirection direction) {
    this.id = new CallId(id);
    this.direction = direction;
  }

  /** A call that rings at the line. */
  public static CallBuilder incoming(String id) {
    return new CallBuilder(id, CallDirection.IN);
  }

  /** A call that rings at the far end. */
  public static CallBuilder outgoing(String id) {
    return new CallBuilder(id, CallDirection.OUT);
  }

  public static Instant noonAnd(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  /** In a state that it has only after an answer, which came at noon when none is named. */
  public CallBuilder in(CallState next) {
    state = next;
    boolean answered =
        next == CallState.CONNECTED || next == CallState.HOLDED || next == CallState.CONFERENCED;
    if (answered && answeredAt == null) {
      answeredAt = NOON;
    }
    return this;
  }

  public CallBuilder answeredAt(Instant at) {
    answeredAt = at;
    return this;
  }

  public CallBuilder startedAt(Instant at) {
    startedAt = at;
    return this;
  }

  public CallBuilder with(String number, String name) {
    peer = new Party(new PhoneNumber(number), name);
    return this;
  }

  public CallBuilder consulting(String main) {
    parent = new CallId(main);
    return this;
  }

  public CallBuilder transferredBy(String number) {
    redirecting = new PhoneNumber(number);
    return this;
  }

  public CallBuilder parkedAt(String space) {
    redirection = new PhoneNumber(space);
    return this;
  }

  public CallBuilder can(Feature... possible) {
    features = Set.of(possible);
    return this;
  }

  public Call over(EndReason reason) {
    state = CallState.NONE;
    features = Set.of();
    endReason = reason;
    return build();
  }

  public Call build() {
    var own = new Party(OWN, "Grace Hopper");
    boolean out = direction == CallDirection.OUT;
    return new Call(
        id,
        direction,
        state,
        out ? own : peer,
        out ? peer : own,
        parent,
        redirecting,
        redirection,
        features,
        startedAt,
        answeredAt,
        endReason,
        "");
  }
}
