package dev.hookswitch.line;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of a line as its connector follows it. It belongs to the {@link LineCalls} that it was
 * begun in, which alone change it; a connector adds what it needs to know in a class of its own.
 */
public class LineCall implements Possible.Facts {
  private final CallDirection direction;
  private final Party self;
  private final Instant startedAt;
  CallId id;
  CallPhase phase;
  Party other;
  boolean holding;
  boolean muted;
  boolean recorded;
  @Nullable LineCall parent;
  @Nullable PhoneNumber redirecting;
  @Nullable PhoneNumber redirection;
  @Nullable Instant answeredAt;
  @Nullable EndReason endReason;
  @Nullable LineCalls<?> line;
  private Leaving leaving = Leaving.NOT;

  /** What this side has asked for, which tells why the call is over when it is. */
  public enum Leaving {
    NOT,
    DROPPED,
    TRANSFERRED
  }

  /**
   * @param self this line, as the other side sees it
   * @param startedAt when it began to ring, by the clock of this server
   */
  protected LineCall(
      CallId id, CallDirection direction, Party self, Party other, Instant startedAt) {
    this.id = id;
    this.direction = direction;
    this.self = self;
    this.other = other;
    this.startedAt = startedAt;
    this.phase = direction == CallDirection.IN ? CallPhase.RINGING_HERE : CallPhase.RINGING_THERE;
  }

  public CallId id() {
    return id;
  }

  public CallDirection direction() {
    return direction;
  }

  public Party self() {
    return self;
  }

  public Party other() {
    return other;
  }

  /** Who sent the call here; said before it begins. */
  public void isSentBy(PhoneNumber who) {
    redirecting = who;
  }

  /** This side asks to leave the call; {@link Leaving#NOT} takes it back. */
  public void leaves(Leaving how) {
    leaving = how;
  }

  /**
   * Why the call is over.
   *
   * @param unasked the reason when this side did not ask for it
   */
  public EndReason reason(EndReason unasked) {
    return switch (leaving) {
      case NOT -> unasked;
      case TRANSFERRED -> EndReason.TRANSFERRED;
      case DROPPED ->
          wasAnswered()
              ? EndReason.ENDED_BY_USER
              : direction == CallDirection.IN ? EndReason.DECLINED : EndReason.CANCELLED;
    };
  }

  /** Whether anybody has ever talked. */
  public boolean wasAnswered() {
    return answeredAt != null;
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
  public boolean recorded() {
    return recorded;
  }

  @Override
  public @Nullable LineCall partner() {
    if (parent != null) {
      return parent;
    }
    return line == null ? null : line.consultationOf(this);
  }

  @Override
  public int calls() {
    return line == null ? 0 : line.size();
  }

  /** The same text on all legs of one conversation; empty when the phone system gives none. */
  protected String linkage() {
    return "";
  }

  /** The call as it is now. */
  public Call call() {
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
        line == null ? Set.of() : line.possible(this),
        startedAt,
        answeredAt,
        endReason,
        linkage());
  }

  @Override
  public String toString() {
    return "%s %s".formatted(id, phase);
  }
}
