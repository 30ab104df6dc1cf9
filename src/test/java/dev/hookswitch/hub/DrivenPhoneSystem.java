package dev.hookswitch.hub;

import static org.awaitility.Awaitility.await;

import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.AgentStateOption.Kind;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSystem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A phone system that a test drives: it reports what the test says, and keeps what it is told. */
final class DrivenPhoneSystem implements PhoneSystem {
  static final String ID = "driven";

  private final List<Opening> openings = new CopyOnWriteArrayList<>();
  private volatile Consumer<Line> onOpen = _ -> {};
  private volatile Function<CtiCommand, @Nullable CompletionStage<Outcome>> answers =
      _ -> CompletableFuture.completedFuture(Outcome.ACCEPTED);

  static Line line(int number) {
    return new Line(
        new LineId(new UUID(7, number)),
        ID,
        new PhoneNumber(String.valueOf(number)),
        "Grace Hopper",
        Map.of());
  }

  /** One opening of a line. */
  final class Opening implements PhoneSession {
    private final Line line;
    private final PhoneListener listener;
    private final List<CtiCommand> commands = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private Opening(Line line, PhoneListener listener) {
      this.line = line;
      this.listener = listener;
    }

    Line line() {
      return line;
    }

    List<CtiCommand> commands() {
      return commands;
    }

    boolean closed() {
      return closed;
    }

    void says(CtiEvent event) {
      listener.event(event);
    }

    void signals(MediaSignal signal) {
      listener.signal(signal);
    }

    @Override
    public CompletionStage<Outcome> execute(CtiCommand command) {
      commands.add(command);
      return answers.apply(command);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** What happens when a line is opened; may throw. */
  void onOpen(Consumer<Line> action) {
    onOpen = action;
  }

  void answers(Function<CtiCommand, @Nullable CompletionStage<Outcome>> next) {
    answers = next;
  }

  List<Opening> openings() {
    return openings;
  }

  /** Waits for an opening, counted from 1. */
  Opening opening(int number) {
    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> openings.size() >= number);
    return openings.get(number - 1);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Capabilities capabilities(Line line) {
    return new Capabilities(EnumSet.allOf(Feature.class), EnumSet.allOf(AgentFeature.class));
  }

  @Override
  public List<AgentStateOption> agentStates() {
    return List.of(
        new AgentStateOption("ready", Kind.READY, List.of()),
        new AgentStateOption("away", Kind.AWAY, List.of("lunch")),
        new AgentStateOption("dnd", Kind.DO_NOT_DISTURB, List.of()),
        new AgentStateOption("talk", Kind.BUSY, List.of()),
        new AgentStateOption("forwarded", Kind.DIVERTED, List.of()),
        new AgentStateOption("unplugged", Kind.UNREACHABLE, List.of()));
  }

  @Override
  public PhoneSession open(Line line, PhoneListener listener) {
    onOpen.accept(line);
    var opening = new Opening(line, listener);
    openings.add(opening);
    return opening;
  }
}
