package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.CallPhase;
import dev.hookswitch.line.LineCalls;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Party;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel of the phone that belongs to no call yet makes of the line's calls: one that was
 * ordered, one that rings, one that was dialled by hand, or one that was there before anybody
 * listened. Used by one thread at a time.
 */
final class Arrivals {
  /**
   * A call that was ordered for the agent.
   *
   * @param channel the id that its channel will have
   * @param other whom the agent will talk to
   * @param taken the phone that rings for it until the agent takes it; null when the agent calls
   * @param begun run when the phone begins to ring
   */
  record Expected(String channel, Party other, @Nullable Channel taken, Runnable begun) {}

  private final Line line;
  private final Channels channels;
  private final LineCalls<AsteriskCall> calls;
  private final Channel.Watcher watcher;
  private @Nullable Expected expected;

  /**
   * @param watcher whose business the channels of the calls are from then on
   */
  Arrivals(Line line, Channels channels, LineCalls<AsteriskCall> calls, Channel.Watcher watcher) {
    this.line = line;
    this.channels = channels;
    this.calls = calls;
    this.watcher = watcher;
  }

  /** The next call of that channel is the one that was ordered; null for none. */
  void expects(@Nullable Expected order) {
    expected = order;
  }

  @Nullable Expected expected() {
    return expected;
  }

  void arrives(Channel own) {
    if (calls.full()) {
      return; // a phone has not so many calls
    }
    Expected order = expected;
    if (order != null && order.channel().equals(own.id)) {
      expected = null;
      begins(ordered(own, order));
      order.begun().run();
      return;
    }
    Channel caller = Paths.caller(own);
    if (caller != null) {
      rings(own, caller);
    } else if (own.dialling()) {
      begins(call(own, CallDirection.OUT, Channel.party(own.firstExten, "")));
    } else if (own.originated) {
      AsteriskCall call = call(own, CallDirection.OUT, otherThanSelf(own.connected(), own.party()));
      call.callback = true;
      begins(call);
    } else if (own.found) {
      found(own);
    }
  }

  private AsteriskCall ordered(Channel own, Expected order) {
    Channel taken = order.taken();
    AsteriskCall call =
        call(own, taken == null ? CallDirection.OUT : CallDirection.IN, order.other());
    call.callback = taken == null;
    if (taken != null) {
      call.taken = taken;
      taken.watchers.add(watcher);
    }
    return call;
  }

  /** Whether the phone rings because somebody calls it, not because its owner calls somebody. */
  static boolean isCalled(Channel phone) {
    return phone.ringing()
        && !phone.originated
        && (Paths.caller(phone) != null || phone.found && !phone.id.equals(phone.linkedId));
  }

  /** Who calls a phone, as far as it is known. */
  static Party callerOf(Channel phone) {
    Channel caller = Paths.caller(phone);
    Party party = caller == null || caller.local() ? phone.connected() : caller.party();
    return known(party) ? party : phone.connected();
  }

  private void rings(Channel own, Channel caller) {
    for (AsteriskCall call : calls.all()) {
      if (call.phase() == CallPhase.RINGING_HERE && call.far == caller) {
        if (!call.hasLegs()) {
          call.legs.clear(); // rung anew
        }
        call.carriedBy(own, watcher);
        return;
      }
    }
    AsteriskCall call = call(own, CallDirection.IN, callerOf(own));
    call.meets(caller, watcher);
    if (caller.comesBackTo.equals(own.device())) {
      call.isSentBy(line.number());
    }
    begins(call);
  }

  /** Who called whom can only be guessed. */
  private void found(Channel own) {
    boolean began = own.id.equals(own.linkedId);
    Channel partner =
        channels.waiting().stream()
            .filter(waiting -> waiting.heldBy.equals(own.id))
            .findFirst()
            .orElse(Paths.partner(own));
    Party other = partner != null && known(partner.party()) ? partner.party() : own.connected();
    if (own.up()) {
      AsteriskCall call = call(own, began ? CallDirection.OUT : CallDirection.IN, other);
      call.meets(partner, watcher);
      calls.resurfaces(call, null, calls.now());
    } else if (own.ringing() && !began) {
      AsteriskCall call = call(own, CallDirection.IN, other);
      call.meets(channels.find(own.linkedId).orElse(null), watcher);
      begins(call);
    } else if (own.ringing()) {
      AsteriskCall call = call(own, CallDirection.OUT, other);
      call.callback = true;
      begins(call);
    }
  }

  private AsteriskCall call(Channel own, CallDirection direction, Party other) {
    var call =
        new AsteriskCall(
            new CallId(own.id),
            direction,
            new Party(line.number(), line.name()),
            other,
            calls.now());
    call.carriedBy(own, watcher);
    return call;
  }

  /** A second call that goes out while the first one is put aside asks about it. */
  private void begins(AsteriskCall call) {
    List<AsteriskCall> others = calls.all();
    AsteriskCall main =
        call.direction() == CallDirection.OUT && others.size() == 1 && others.getFirst().holding()
            ? others.getFirst()
            : null;
    calls.begins(call, main);
  }

  private static boolean known(Party party) {
    return !party.number().withheld();
  }

  private Party otherThanSelf(Party first, Party second) {
    return known(first) && !first.number().equals(line.number()) ? first : second;
  }
}
