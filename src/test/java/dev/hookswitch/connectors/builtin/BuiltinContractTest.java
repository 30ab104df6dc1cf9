package dev.hookswitch.connectors.builtin;

import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.MediaSignal.Description.Kind;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.PhoneSystemContract;
import dev.hookswitch.phone.ProbedLine;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

class BuiltinContractTest implements PhoneSystemContract {
  private final Colleagues colleagues = new Colleagues();
  private final Line line = colleagues.line("101");
  private final Line otherLine = colleagues.line("102");

  @Override
  public PhoneSystem system() {
    return colleagues.system;
  }

  @Override
  public Line line() {
    return line;
  }

  @Override
  public Line otherLine() {
    return otherLine;
  }

  @Override
  public Peer peer() {
    return colleagues;
  }

  @AfterEach
  void stop() {
    colleagues.system.stop();
  }

  /** Other users of the server, each with a habit. */
  private static final class Colleagues implements Peer {
    final Map<PhoneNumber, Line> lines = new ConcurrentHashMap<>();
    final BuiltinPhoneSystem system =
        new BuiltinPhoneSystem(
            (_, number) -> Optional.ofNullable(lines.get(number)),
            new BuiltinSettings(30, List.of()),
            Clock.systemUTC());

    Line line(String number) {
      return lines.computeIfAbsent(
          new PhoneNumber(number), _ -> ProbedLine.line("builtin", number, "Line " + number));
    }

    @Override
    public PhoneNumber answers() {
      return new Colleague(line("201"), Habit.STAYS).number();
    }

    @Override
    public PhoneNumber answersToo() {
      return new Colleague(line("202"), Habit.STAYS).number();
    }

    @Override
    public PhoneNumber ringsOn() {
      return ProbedLine.open(system, line("203")).number();
    }

    @Override
    public PhoneNumber hangsUp() {
      return new Colleague(line("204"), Habit.HANGS_UP).number();
    }

    @Override
    public PhoneNumber busy() {
      ProbedLine busy = ProbedLine.open(system, line("205"));
      busy.accepts(new CtiCommand.MakeCall(ringsOn(), Media.AUDIO));
      return busy.number();
    }

    @Override
    public void calls(Line called) {
      ProbedLine.open(system, line("206"))
          .accepts(new CtiCommand.MakeCall(called.number(), Media.AUDIO));
    }

    @Override
    public void callsAndGivesUp(Line called) {
      ProbedLine caller = ProbedLine.open(system, line("206"));
      caller.accepts(new CtiCommand.MakeCall(called.number(), Media.AUDIO));
      caller.accepts(new CtiCommand.DropCall(caller.started(CallDirection.OUT).id()));
    }

    @Override
    public PhoneNumber callsAColleague() {
      PhoneNumber ringing = ringsOn();
      ProbedLine.open(system, line("206")).accepts(new CtiCommand.MakeCall(ringing, Media.AUDIO));
      return ringing;
    }

    /** There is no connection to break: whoever opens the line anew takes it over. */
    @Override
    public void breaksConnection(ProbedLine line) {}

    @Override
    public void talksGarbage(ProbedLine line, CallId call) {
      MediaSessionId session = line.media();
      List.of(
              new MediaSignal.Description(session, Kind.OFFER, ""),
              new MediaSignal.Description(session, Kind.OFFER, "v=0" + "a".repeat(70_000)),
              new MediaSignal.Description(session, Kind.OFFER, "v=0" + "\r\nm=audio".repeat(5)),
              new MediaSignal.Candidate(session, "candidate:" + "1 ".repeat(300), "0", 0),
              new MediaSignal.Candidate(session, "<script>", "0", 0),
              new MediaSignal.Candidate(session, "", "0", 99),
              new MediaSignal.Candidate(session, "", "\0", 0),
              new MediaSignal.SendTones(session, "1"))
          .forEach(
              signal -> line.refuses(new CtiCommand.SignalMedia(signal), Outcome.Reason.INVALID));
      line.refuses(
          new CtiCommand.SignalMedia(
              new MediaSignal.Report(new MediaSessionId("none"), MediaSignal.Report.Outcome.LOST)),
          Outcome.Reason.UNKNOWN_CALL);
    }

    private enum Habit {
      STAYS,
      HANGS_UP
    }

    /** Answers whatever rings. */
    private final class Colleague implements PhoneListener {
      private final Line line;
      private final Habit habit;
      private final CompletableFuture<PhoneSession> session = new CompletableFuture<>();

      Colleague(Line line, Habit habit) {
        this.line = line;
        this.habit = habit;
        session.complete(system.open(line, this));
      }

      PhoneNumber number() {
        return line.number();
      }

      @Override
      public void event(CtiEvent event) {
        switch (event) {
          case CtiEvent.CallStarted started ->
              execute(new CtiCommand.AnswerCall(started.callId(), Media.AUDIO));
          case CtiEvent.CommutationStarted begun when habit == Habit.HANGS_UP ->
              CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)
                  .execute(() -> execute(new CtiCommand.DropCall(begun.callId())));
          default -> {}
        }
      }

      private void execute(CtiCommand command) {
        session.thenAccept(open -> open.execute(command));
      }

      @Override
      public void signal(MediaSignal signal) {}
    }
  }
}
