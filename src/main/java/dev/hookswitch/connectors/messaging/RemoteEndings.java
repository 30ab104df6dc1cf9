package dev.hookswitch.connectors.messaging;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.EndReason;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which calls are over, and why: what an existing service does not say is concluded from what this
 * side asked for. Used by one thread at a time.
 */
final class RemoteEndings {
  private static final int REMEMBERED = 200;

  /** What this side asked for, which ends a call. */
  private enum Leaving {
    DROPPED,
    TRANSFERRED
  }

  private final Map<CallId, Leaving> leaving = new HashMap<>();
  private final Set<CallId> busy = new LinkedHashSet<>();
  private final Set<CallId> over = new LinkedHashSet<>();

  /**
   * This side asks for something.
   *
   * @param present the calls that there are
   */
  void asked(CtiCommand command, Set<CallId> present) {
    Map<CallId, Leaving> asked = leavingBy(command);
    asked.keySet().retainAll(present);
    leaving.putAll(asked);
  }

  /** What was asked for is not done. */
  void refused(CtiCommand command) {
    leaving.keySet().removeAll(leavingBy(command).keySet());
  }

  private static Map<CallId, Leaving> leavingBy(CtiCommand command) {
    Map<CallId, Leaving> calls = new HashMap<>();
    switch (command) {
      case CtiCommand.DropCall c -> calls.put(c.call(), Leaving.DROPPED);
      case CtiCommand.CancelTransfer c -> calls.put(c.consultation(), Leaving.DROPPED);
      case CtiCommand.BlindTransferCall c -> calls.put(c.call(), Leaving.TRANSFERRED);
      case CtiCommand.TransferCall c -> {
        calls.put(c.call(), Leaving.TRANSFERRED);
        calls.put(c.consultation(), Leaving.TRANSFERRED);
      }
      default -> {}
    }
    return calls;
  }

  /** The other side of the call is busy. */
  void busy(CallId call) {
    busy.add(call);
  }

  /** The call has another id from now on; what is still said of the former one does not count. */
  void renamed(CallId former, CallId now) {
    Leaving how = leaving.remove(former);
    if (how != null) {
      leaving.put(now, how);
    }
    if (busy.remove(former)) {
      busy.add(now);
    }
    remember(former);
  }

  /** The call is over; what is still said of it does not count. */
  void ended(CallId call) {
    leaving.remove(call);
    busy.remove(call);
    remember(call);
  }

  private void remember(CallId call) {
    over.add(call);
    if (over.size() > REMEMBERED) {
      over.remove(over.iterator().next());
    }
  }

  /** These are all that there are. */
  void keepOnly(Collection<CallId> present) {
    leaving.keySet().retainAll(present);
    busy.retainAll(present);
  }

  boolean isOver(CallId call) {
    return over.contains(call);
  }

  /** Why a call is over of which nobody says so. */
  EndReason reason(Call call) {
    boolean in = call.direction() == CallDirection.IN;
    boolean answered = call.answeredAt() != null;
    return switch (leaving.get(call.id())) {
      case DROPPED -> {
        if (answered) {
          yield EndReason.ENDED_BY_USER;
        }
        yield in ? EndReason.DECLINED : EndReason.CANCELLED;
      }
      case TRANSFERRED -> EndReason.TRANSFERRED;
      case null -> {
        if (busy.contains(call.id())) {
          yield EndReason.BUSY;
        }
        if (answered) {
          yield EndReason.ENDED_BY_OTHER;
        }
        yield in ? EndReason.CANCELLED : EndReason.FAILED;
      }
    };
  }
}
