package dev.hookswitch.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.CallBuilder;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiCommand.QueryActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.Disconnected;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneState;
import dev.hookswitch.phone.RecordingAnswer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MessagingServiceTest {
  private final NotedLink main = new NotedLink("main");
  private final NotedLink branch = new NotedLink("branch");
  private final MessagingService service = service(main, branch);
  private final Heard heard = new Heard();

  /** A link that notes what it is asked. */
  private static final class NotedLink implements PbxLink {
    final List<Line> attached = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    boolean closed;
    private final String name;

    NotedLink(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public LinkState state() {
      return LinkState.connected(Instant.EPOCH);
    }

    @Override
    public Capabilities capabilities(Line line) {
      return new Capabilities(Set.of(Feature.DIAL), Set.of());
    }

    @Override
    public PhoneSession attach(Line line, PhoneListener listener) {
      attached.add(line);
      return new PhoneSession() {
        @Override
        public CompletionStage<Outcome> execute(CtiCommand command) {
          return CompletableFuture.completedFuture(Outcome.ACCEPTED);
        }

        @Override
        public void close() {
          attached.remove(line);
        }
      };
    }

    @Override
    public Optional<String> referenceTo(CallFinished finished) {
      return Optional.of("file-of-" + finished.callId());
    }

    @Override
    public RecordingAnswer open(String reference) {
      asked.add(reference);
      return RecordingAnswer.ABSENT;
    }

    @Override
    public PhoneState stateOf(Line line) {
      return PhoneState.UNKNOWN;
    }

    @Override
    public Runnable follow(Line line, Runnable changed) {
      return () -> {};
    }

    @Override
    public Runnable overhear(Line line, Consumer<RawMessage> listener) {
      return () -> {};
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private record NotedAdapter(List<PbxLink> open) implements PbxAdapter {
    @Override
    public String kind() {
      return "noted";
    }

    @Override
    public List<PhoneSetting> lineSettings() {
      return List.of();
    }

    @Override
    public List<AgentStateOption> agentStates() {
      return List.of();
    }
  }

  private static final class Heard implements PhoneListener {
    final List<CtiEvent> events = new ArrayList<>();

    @Override
    public void event(CtiEvent event) {
      events.add(event);
    }

    @Override
    public void signal(MediaSignal signal) {
      throw new AssertionError("no web phone");
    }
  }

  private static MessagingService service(PbxLink... links) {
    return new MessagingService(List.of(new NotedAdapter(List.of(links))), Clock.systemUTC());
  }

  private static Line line(String pbx) {
    Map<String, String> parameters = pbx.isEmpty() ? Map.of() : Map.of(MessagingService.LINK, pbx);
    return new Line(
        new LineId(UUID.randomUUID()), "messaging", new PhoneNumber("101"), "Anna", parameters);
  }

  @Test
  void open_withoutName_isOnTheFirstLink() {
    service.open(line(""), heard);

    assertThat(main.attached).hasSize(1);
    assertThat(branch.attached).isEmpty();
  }

  @Test
  void open_withName_isOnThatLink() {
    service.open(line("branch"), heard);

    assertThat(branch.attached).hasSize(1);
    assertThat(main.attached).isEmpty();
  }

  @Test
  void open_linkThatDoesNotExist_isMisconfigured() throws Exception {
    Line line = line("elsewhere");
    try (PhoneSession session = service.open(line, heard)) {
      assertThat(heard.events)
          .singleElement()
          .isInstanceOfSatisfying(
              Disconnected.class,
              lost -> {
                assertThat(lost.why()).isEqualTo(Loss.MISCONFIGURED);
                assertThat(lost.detail()).contains("elsewhere");
              });
      assertThat(session.execute(new QueryActiveCallSnapshot()))
          .succeedsWithin(java.time.Duration.ofSeconds(1))
          .isEqualTo(Outcome.refused(Outcome.Reason.NOT_CONNECTED, ""));
    }
    assertThat(service.capabilities(line).call()).isEmpty();
  }

  @Test
  void service_withoutLinks_tellsEveryLine() {
    service().open(line(""), heard);

    assertThat(heard.events).singleElement().isInstanceOf(Disconnected.class);
  }

  @Test
  void recording_ofALink_isFoundThereAgain() {
    Line line = line("branch");
    service.open(line, heard);
    var finished = new CallFinished(line.id(), Instant.now(), CallBuilder.incoming("1").build());

    String reference = service.referenceTo(finished).orElseThrow();
    service.recording(reference);

    assertThat(reference).startsWith("branch/");
    assertThat(branch.asked).containsExactly(reference.substring("branch/".length()));
    assertThat(service.recording("elsewhere/x")).isEqualTo(RecordingAnswer.ABSENT);
    assertThat(service.recording("x")).isEqualTo(RecordingAnswer.ABSENT);
  }

  @Test
  void links_ofOneName_areRefused() {
    assertThatThrownBy(() -> service(main, new NotedLink("main"))).hasMessageContaining("main");
  }

  @Test
  void stop_always_closesTheLinks() {
    service.stop();

    assertThat(main.closed).isTrue();
    assertThat(branch.closed).isTrue();
  }
}
