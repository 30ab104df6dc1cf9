package dev.hookswitch.connectors.emulator;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Somebody outside who does what a script says, once for each moment of the one call. */
final class FarEnd implements PhoneListener {
  enum Moment {
    /** The emulated line calls it. */
    CALLED,
    /** It calls the emulated line. */
    CALLING,
    TALKING
  }

  sealed interface Deed {
    record Answer() implements Deed {}

    record HangUp() implements Deed {}

    /** Hangs up if nobody has answered. */
    record GiveUp() implements Deed {}

    record SendTones(String digits) implements Deed {}

    /** Breaks the connection of the line at the other side. */
    record BreakLine() implements Deed {}
  }

  record Act(Duration after, Deed deed) {}

  /** What it does when; nothing at a moment that is missing. */
  record Script(Map<Moment, Act> acts) {
    static final Script WAITS = new Script(Map.of());

    Script {
      acts = Map.copyOf(acts);
    }
  }

  private final PhoneSession session;
  private final Script script;
  private final Consumer<PhoneNumber> breakLine;
  private volatile boolean answered;

  FarEnd(PhoneSession session, Script script, Consumer<PhoneNumber> breakLine) {
    this.session = session;
    this.script = script;
    this.breakLine = breakLine;
  }

  @Override
  public void event(CtiEvent event) {
    switch (event) {
      case CtiEvent.CallStarted started ->
          act(
              started.call().direction() == CallDirection.IN ? Moment.CALLED : Moment.CALLING,
              started.call());
      case CtiEvent.CommutationStarted begun -> {
        if (!answered) {
          answered = true;
          act(Moment.TALKING, begun.call());
        }
      }
      default -> {} // It is no person: nothing else makes it do anything.
    }
  }

  @Override
  public void signal(MediaSignal signal) {
    // The emulator carries no media.
  }

  private void act(Moment moment, Call call) {
    Act act = script.acts().get(moment);
    if (act != null) {
      CompletableFuture.delayedExecutor(
              act.after().toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
          .execute(() -> perform(act.deed(), call));
    }
  }

  /** A call that is over by now refuses the command, which is as good as not acting. */
  private void perform(Deed deed, Call call) {
    switch (deed) {
      case Deed.Answer _ -> session.execute(new CtiCommand.AnswerCall(call.id(), Media.AUDIO));
      case Deed.HangUp _ -> session.execute(new CtiCommand.DropCall(call.id()));
      case Deed.GiveUp _ -> {
        if (!answered) {
          session.execute(new CtiCommand.DropCall(call.id()));
        }
      }
      case Deed.SendTones(String digits) ->
          session.execute(new CtiCommand.SendDtmf(call.id(), digits));
      case Deed.BreakLine _ -> breakLine.accept(call.peer().number());
    }
  }
}
