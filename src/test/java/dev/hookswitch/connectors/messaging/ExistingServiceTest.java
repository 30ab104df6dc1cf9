package dev.hookswitch.connectors.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.messaging.clients.TmsBed;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.EventOrder;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.simulators.wire.LoopbackServer;
import dev.hookswitch.simulators.wire.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The client works with a service that says the published things alone (third-party.md §2.4): no
 * answers to commands, no reasons, no times.
 */
class ExistingServiceTest {
  private static final String IN = "1d96a65f-2131-4916-8825-2d142b1000b2";
  private static final String OUT = "53f71b5f-7e17-4cf5-bf14-6a59212db422";
  private static final int TALKING_FEATURES = 0x8 | 0x10 | 0x100 | 0x200 | 0x400;

  private static TmsBed bed;
  private final Existing service = new Existing();
  private PhoneSystem system;
  private Line line;

  @BeforeAll
  static void start() {
    bed = new TmsBed();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @BeforeEach
  void lineThere() {
    system = bed.system();
    line =
        new Line(
            new LineId(UUID.randomUUID()),
            MessagingPhoneSystem.ID,
            new PhoneNumber("323"),
            "Anna",
            Map.of(
                "SysMsgServerNode",
                "ws://127.0.0.1:" + service.server.port(),
                "SysMsgLib",
                "Example.Infinity.Factory, Example.Infinity",
                "Line",
                "323"));
  }

  @AfterEach
  void close() {
    service.close();
  }

  private void inOrder(ProbedLine opened) {
    opened.rest();
    EventOrder.assertKept(opened.history(), system.capabilities(line));
  }

  @Test
  void open_publishedHandshake_works() {
    try (ProbedLine opened = ProbedLine.open(system, line)) {
      assertThat(service.said("LoadLibrary").path("parameters").path("AssemblyName").asString())
          .isEqualTo("Example.Infinity.Factory, Example.Infinity");
      JsonNode open = service.said("OpenConnection");
      assertThat(open.path("libraryInstanceUId").asString()).isEqualTo("library");
      assertThat(open.path("parameters").path("connectionParams").asString())
          .isEqualTo("{\"Line\":\"323\"}");
      opened.saw(CtiEvent.LineStateChanged.class, event -> event.features().contains(Feature.DIAL));
      assertThat(system.capabilities(line)).isEqualTo(MessagingPhoneSystem.PUBLISHED);
    }
  }

  @Test
  void incomingCall_answeredAndDroppedHere_getsTimesAndAReason() {
    try (ProbedLine opened = ProbedLine.open(system, line)) {
      service.call(5, "1", IN, "74951234567", "323", 1);
      Call ringing = opened.started(CallDirection.IN);
      assertThat(ringing.caller().number()).isEqualTo(new PhoneNumber("74951234567"));
      service.features("1", 0x4 | 0x8);
      opened.sawFeature(ringing.id(), Feature.ANSWER);

      opened.accepts(new CtiCommand.AnswerCall(ringing.id(), Media.AUDIO));
      assertThat(service.said("AnswerCall").path("commandExecutorId").asString()).isEqualTo("1");
      service.call(7, "1", IN, "74951234567", "323", 2);
      Call talking = opened.saw(CtiEvent.CommutationStarted.class).call();
      assertThat(talking.answeredAt()).isNotNull();
      assertThat(talking.state()).isEqualTo(CallState.CONNECTED);

      opened.accepts(new CtiCommand.DropCall(ringing.id()));
      service.call(6, "1", IN, "74951234567", "323", 0);
      Call ended = opened.finished(ringing.id());
      assertThat(ended.endReason()).isEqualTo(EndReason.ENDED_BY_USER);
      assertThat(ended.answeredAt()).isEqualTo(talking.answeredAt());
      inOrder(opened);
    }
  }

  @Test
  void reasons_nobodySays_areConcluded() {
    try (ProbedLine opened = ProbedLine.open(system, line)) {
      service.call(5, "1", IN, "100", "323", 1);
      service.call(6, "1", IN, "100", "323", 0);
      assertThat(opened.finished(new CallId("1")).endReason()).isEqualTo(EndReason.CANCELLED);

      service.call(5, "2", OUT, "323", "100", 1);
      service.call(13, "2", OUT, "323", "100", 6);
      service.call(6, "2", OUT, "323", "100", 0);
      assertThat(opened.finished(new CallId("2")).endReason()).isEqualTo(EndReason.BUSY);

      service.call(5, "3", OUT, "323", "100", 1);
      service.call(7, "3", OUT, "323", "100", 2);
      service.call(6, "3", OUT, "323", "100", 0);
      assertThat(opened.finished(new CallId("3")).endReason()).isEqualTo(EndReason.ENDED_BY_OTHER);
      inOrder(opened);
    }
  }

  @Test
  void hold_whichTogglesThere_isNeverSentTwice() {
    try (ProbedLine opened = ProbedLine.open(system, line)) {
      CallId call = talks(opened);
      opened.accepts(new CtiCommand.HoldCall(call));
      service.call(8, "1", OUT, "323", "100", 3);
      opened.saw(CtiEvent.Hold.class);
      opened.refuses(new CtiCommand.HoldCall(call), Outcome.Reason.NOT_NOW);
      opened.accepts(new CtiCommand.UnholdCall(call));
      service.call(9, "1", OUT, "323", "100", 2);
      opened.saw(CtiEvent.Unhold.class);
      opened.refuses(new CtiCommand.UnholdCall(call), Outcome.Reason.NOT_NOW);
      inOrder(opened);
    }
  }

  @Test
  void consultation_isTheSecondCall_andTransfersBoth() {
    try (ProbedLine opened = ProbedLine.open(system, line)) {
      CallId main = talks(opened);
      opened.accepts(new CtiCommand.MakeConsultCall(main, new PhoneNumber("101")));
      service.call(8, "1", OUT, "323", "100", 3);
      service.call(5, "2", OUT, "323", "101", 1);
      CallId second = new CallId("2");
      assertThat(
              opened
                  .saw(CtiEvent.CallStarted.class, event -> event.callId().equals(second))
                  .call()
                  .parent())
          .isEqualTo(main);
      service.call(7, "2", OUT, "323", "101", 2);
      opened.accepts(new CtiCommand.TransferCall(main, second));
      service.call(6, "2", OUT, "323", "101", 0);
      service.call(6, "1", OUT, "323", "100", 0);
      assertThat(opened.finished(main).endReason()).isEqualTo(EndReason.TRANSFERRED);
      assertThat(opened.finished(second).endReason()).isEqualTo(EndReason.TRANSFERRED);
      inOrder(opened);
    }
  }

  @Test
  void call_thatGetsAnotherId_isFollowedByItsRow() {
    try (ProbedLine opened = ProbedLine.open(system, line)) {
      CallId call = talks(opened);
      service.tell(15, object("1", OUT, "323", "100", 2).put("databaseUId", "row"));
      service.tell(17, object("1a", OUT, "323", "102", 2).put("databaseUId", "row"));
      CtiEvent.CallInfoChanged changed = opened.saw(CtiEvent.CallInfoChanged.class);
      assertThat(changed.call().id()).isEqualTo(new CallId("1a"));
      assertThat(changed.formerId()).isEqualTo(call);
      assertThat(changed.call().called().number()).isEqualTo(new PhoneNumber("102"));
    }
  }

  @Test
  void endedCall_thatSpeaksAgain_isSilent() {
    try (ProbedLine opened = ProbedLine.open(system, line)) {
      talks(opened);
      service.call(6, "1", OUT, "323", "100", 0);
      opened.finished(new CallId("1"));
      opened.forget();
      service.call(7, "1", OUT, "323", "100", 2);
      service.call(6, "1", OUT, "323", "100", 0);
      service.features("1", 0x8);
      opened.rest();
      assertThat(opened.events()).noneMatch(CtiEvent.CallEvent.class::isInstance);
    }
  }

  @Test
  void snapshot_withACall_isToldOnlyWhenAsked() {
    service.active = List.of(object("1", OUT, "323", "100", 2));
    try (ProbedLine opened = ProbedLine.open(system, line)) {
      opened.rest();
      assertThat(opened.events()).noneMatch(CtiEvent.CallEvent.class::isInstance);
      opened.accepts(new CtiCommand.QueryActiveCallSnapshot());
      CtiEvent.ActiveCallSnapshot snapshot = opened.saw(CtiEvent.ActiveCallSnapshot.class);
      assertThat(snapshot.activeCalls()).extracting(Call::id).containsExactly(new CallId("1"));
      assertThat(snapshot.currentCall()).isEqualTo(new CallId("1"));
    }
  }

  @Test
  void error_atTheOpening_isTheLoss() throws Exception {
    service.refusesWith = 6;
    var lost = new CompletableFuture<CtiEvent.Disconnected>();
    try (var _ =
        system.open(
            line,
            new PhoneListener() {
              @Override
              public void event(CtiEvent event) {
                if (event instanceof CtiEvent.Disconnected disconnected) {
                  lost.complete(disconnected);
                }
              }

              @Override
              public void signal(MediaSignal signal) {}
            })) {
      assertThat(lost)
          .succeedsWithin(ProbedLine.PATIENCE)
          .satisfies(event -> assertThat(event.why()).isEqualTo(Loss.REFUSED));
    }
  }

  @Test
  void error_afterACommand_isItsRefusal() {
    service.errors = true;
    try (ProbedLine opened = ProbedLine.open(system, line)) {
      opened.refuses(
          new CtiCommand.MakeCall(new PhoneNumber("100"), Media.AUDIO), Outcome.Reason.FAILED);
    }
  }

  @Test
  void service_thatStops_isALossWorthATry() {
    try (ProbedLine opened = ProbedLine.open(system, line)) {
      service.server.stopListening();
      assertThat(opened.saw(CtiEvent.Disconnected.class).why().retry()).isTrue();
    }
  }

  private CallId talks(ProbedLine opened) {
    opened.accepts(new CtiCommand.MakeCall(new PhoneNumber("100"), Media.AUDIO));
    service.call(5, "1", OUT, "323", "100", 1);
    service.call(7, "1", OUT, "323", "100", 2);
    service.features("1", TALKING_FEATURES);
    CallId call = opened.started(CallDirection.OUT).id();
    opened.sawFeature(call, Feature.HOLD);
    return call;
  }

  private static ObjectNode object(
      String id, String direction, String caller, String called, int state) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("id", id)
        .put("deviceId", "323")
        .put("callerId", caller)
        .put("calledId", called)
        .put("direction", direction)
        .put("state", state);
  }

  /** A service that a test plays, over a real socket. */
  private static final class Existing implements LoopbackServer.Handler, AutoCloseable {
    final Mailbox desk = new Mailbox("existing service");
    final LoopbackServer server = new LoopbackServer(0, desk::post, this);
    private final List<JsonNode> said = new ArrayList<>();
    volatile List<ObjectNode> active = List.of();
    volatile int refusesWith;
    volatile boolean errors;

    @Override
    public void opened(Peer peer) {}

    @Override
    public void closed(Peer peer) {}

    @Override
    public void text(Peer peer, String text) {
      JsonNode request = JsonMapper.shared().readTree(text);
      synchronized (said) {
        said.add(request);
      }
      switch (request.path("command").asString()) {
        case "LoadLibrary" -> peer.send("{\"eventType\":1,\"content\":\"library\"}");
        case "OpenConnection" -> {
          if (refusesWith == 0) {
            peer.send("{\"eventType\":2,\"content\":\"\",\"connectionUId\":\"connection\"}");
            peer.send(event(11, "{\"callFeaturesSet\":2}"));
          } else {
            peer.send(event(3, "{\"errorType\":" + refusesWith + ",\"data\":\"no\"}"));
          }
        }
        case "QueryActiveCallSnapshot" -> {
          ObjectNode snapshot = JsonMapper.shared().createObjectNode();
          var calls = snapshot.putArray("ActiveCalls");
          active.forEach(calls::add);
          active.stream().findFirst().ifPresent(call -> snapshot.set("CurrentCall", call));
          peer.send(event(10, snapshot.toString()));
        }
        case "MakeCall" -> {
          if (errors) {
            ObjectNode refusal = JsonMapper.shared().createObjectNode();
            refusal.put("eventType", 3);
            refusal.put("commandUId", request.path("commandUId").asString());
            refusal.put("content", "{\"errorType\":3,\"data\":\"the trunk is down\"}");
            peer.send(refusal.toString());
          }
        }
        default -> {}
      }
    }

    private static String event(int type, String content) {
      return JsonMapper.shared()
          .createObjectNode()
          .put("eventType", type)
          .put("connectionUId", "connection")
          .put("content", content)
          .toString();
    }

    void tell(int type, ObjectNode content) {
      String event = event(type, content.toString());
      server.peers().forEach(peer -> peer.send(event));
    }

    void call(int type, String id, String direction, String caller, String called, int state) {
      tell(type, object(id, direction, caller, called, state));
    }

    void features(String call, int mask) {
      tell(
          11,
          JsonMapper.shared().createObjectNode().put("callFeaturesSet", mask).put("callId", call));
    }

    JsonNode said(String command) {
      synchronized (said) {
        return said.stream()
            .filter(request -> request.path("command").asString().equals(command))
            .findFirst()
            .orElseThrow();
      }
    }

    @Override
    public void close() {
      server.close();
      desk.close();
    }
  }
}
