package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.LineCalls;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Brings a page's phone back into its calls when the page was left or loaded anew: the other side
 * hears music, the dead channel is hung up, the phone is called until it is registered again, and
 * joined with whom it talked. Used on the link's desk.
 */
final class Comeback {
  /** A page that is loaded anew needs seconds; whoever waits longer waits for nobody. */
  private static final Duration WITHIN = Duration.ofSeconds(20);

  private static final Duration AGAIN = Duration.ofMillis(400);

  /** A phone whose place is known but empty rings no longer. */
  private static final Duration RINGS = Duration.ofSeconds(6);

  private final String device;
  private final LineCalls<AsteriskCall> calls;
  private final Pbx pbx;
  private final LineWatch watch;
  private final LineWatch.Helper helper;
  private final ChannelActions channels;

  private final Set<AsteriskCall> kept = new LinkedHashSet<>();
  private @Nullable AsteriskCall talked;
  private Instant until = Instant.MIN;

  /** The id of the channel that is ordered; empty when none is. */
  private String ordered = "";

  private @Nullable Channel joining;

  Comeback(
      String device,
      LineCalls<AsteriskCall> calls,
      Pbx pbx,
      LineWatch watch,
      LineWatch.Helper helper) {
    this.device = device;
    this.calls = calls;
    this.pbx = pbx;
    this.watch = watch;
    this.helper = helper;
    this.channels = new ChannelActions(pbx);
  }

  boolean keeps(AsteriskCall call) {
    return kept.contains(call);
  }

  /**
   * The phone is lost.
   *
   * @param leg its channel
   * @param there the calls on it; those that have nobody on the other side end with it
   */
  void begin(Channel leg, List<AsteriskCall> there) {
    AsteriskCall active = null;
    for (AsteriskCall call : there) {
      Channel far = call.far;
      if (call.talking() && far != null && far.alive() && !far.local()) {
        kept.add(call);
        active = call.active() ? call : active;
      }
    }
    talked = active;
    joining = null;
    until = calls.now().plus(WITHIN);
    Channel far = active == null ? null : active.far;
    CompletionStage<Outcome> aside =
        far == null
            ? LineCalls.accepted()
            : channels
                .setvar(far, Dialplan.HELD_BY, leg.id)
                .thenCompose(_ -> channels.putAside(far, leg));
    aside.thenCompose(_ -> channels.hangUp(leg, Causes.NORMAL)).thenAccept(_ -> call());
  }

  /** Asterisk answers at once when the phone is not registered yet. */
  private void call() {
    if (kept.isEmpty()) {
      return;
    }
    String id = "hookswitch-" + UUID.randomUUID();
    ordered = id;
    AmiAction action =
        AmiAction.of("Originate")
            .with("Channel", device)
            .with("Context", Dialplan.WAIT)
            .with("Exten", Dialplan.START)
            .with("Priority", "1")
            .with("Timeout", String.valueOf(RINGS.toMillis()))
            .with("Async", "true")
            .with("ChannelId", id);
    pbx.originate(action, id, () -> again(id))
        .thenAccept(reply -> {
          if (!(reply instanceof AmiReply.Done)) {
            again(id);
          }
        });
  }

  private void again(String failed) {
    if (!failed.equals(ordered)) {
      return;
    }
    ordered = "";
    if (calls.now().isBefore(until)) {
      pbx.later(AGAIN, this::call);
    } else {
      giveUp();
    }
  }

  private void giveUp() {
    List<AsteriskCall> gone = List.copyOf(kept);
    kept.clear();
    for (AsteriskCall call : gone) {
      if (call.far != null) {
        channels.hangUp(call.far, Causes.NORMAL);
      }
    }
    if (!gone.isEmpty()) {
      calls.end(gone, EndReason.BROKEN_OFF);
    }
  }

  /** Whether the channel is the one that was ordered. The calls are on it from now on. */
  boolean takes(Channel own) {
    if (!own.id.equals(ordered)) {
      return false;
    }
    for (AsteriskCall call : kept) {
      call.legs.clear();
      call.carriedBy(own, watch);
    }
    if (kept.isEmpty() && joining != own) {
      joining = own;
      helper.stranded(own); // whom it was called for has gone meanwhile
    }
    return true;
  }

  void look() {
    for (AsteriskCall call : List.copyOf(kept)) {
      if (!call.farAlive()) {
        kept.remove(call);
        calls.end(call, Endings.whileWaiting(call));
      }
    }
    if (kept.isEmpty()) {
      return;
    }
    Channel leg = kept.iterator().next().leg();
    if (leg.alive() && leg.up() && leg.id.equals(ordered) && joining != leg) {
      joining = leg;
      join(leg);
    }
  }

  private void join(Channel leg) {
    for (AsteriskCall call : kept) {
      if (call.far != null) {
        channels.setvar(call.far, Dialplan.HELD_BY, leg.id);
      }
    }
    Channel far = talked == null ? null : talked.far;
    CompletionStage<Outcome> joined =
        far == null ? LineCalls.accepted() : channels.bridge(leg, far);
    joined
        .thenCompose(_ -> channels.until(() -> far == null || !far.waits() || !far.alive()))
        .thenAccept(_ -> {
          kept.clear();
          talked = null;
          watch.look();
        });
  }
}
