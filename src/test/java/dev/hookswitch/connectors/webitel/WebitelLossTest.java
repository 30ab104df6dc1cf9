package dev.hookswitch.connectors.webitel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.connectors.PageDouble;
import dev.hookswitch.connectors.RobotPeer;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.SwitchControl;
import dev.hookswitch.simulators.SwitchControl.Sockets;
import dev.hookswitch.simulators.freeswitch.DeskPhone;
import dev.hookswitch.simulators.wire.LoopbackServer;
import dev.hookswitch.simulators.wire.Peer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Connections that break, servers that start anew, and what becomes of calls meanwhile. */
class WebitelLossTest {
  private static final String NUMBER = "1001";

  private final SimulatedWebitel server = RobotPeer.server();
  private final SwitchControl control = server.control();
  private WebitelCtiProvider webitel = new WebitelCtiProvider(Clock.systemUTC());
  private final Line webPhone = line("true");
  private final Line deskPhone = line("false");

  private Line line(String webPhone) {
    return line(webPhone, server.eventUrl().toString());
  }

  private Line line(String webPhone, String address) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put(WebitelParameters.ADDRESS, address);
    parameters.put(WebitelParameters.PHONE_ADDRESS, server.vertoUrl().toString());
    parameters.put(WebitelParameters.DOMAIN, RobotPeer.DOMAIN);
    parameters.put(WebitelParameters.PASSWORD, RobotPeer.password(NUMBER));
    parameters.put(WebitelParameters.WEB_PHONE, webPhone);
    return new Line(
        new LineId(new UUID(0, 1)),
        WebitelCtiProvider.ID,
        new PhoneNumber(NUMBER),
        "User 1001",
        parameters);
  }

  @AfterEach
  void stop() {
    webitel.stop();
    server.close();
  }

  private ProbedLine open(Line line) {
    return ProbedLine.open(new PageDouble(webitel), line);
  }

  /** As after a restart of this server: nothing is known any more. */
  private void startAnew() {
    webitel.stop();
    webitel = new WebitelCtiProvider(Clock.systemUTC());
  }

  private static List<Call> snapshot(ProbedLine line) {
    line.forget();
    line.accepts(new CtiCommand.QueryActiveCallSnapshot());
    return line.saw(CtiEvent.ActiveCallSnapshot.class).activeCalls();
  }

  /** Somebody outside calls, and the web phone answers. */
  private Call talk(ProbedLine line) {
    control.callFromOutside("380441234567", "John Doe", NUMBER);
    Call ringing = line.started(CallDirection.IN);
    line.accepts(new CtiCommand.AnswerCall(ringing.id(), Media.AUDIO));
    return line.saw(CtiEvent.CommutationStarted.class).call();
  }

  private static Loss lost(ProbedLine line) {
    return line.saw(CtiEvent.Disconnected.class).why();
  }

  // The event server alone

  @Test
  void eventsCut_whileTalking_leavesTheSoundAlone() {
    ProbedLine before = open(webPhone);
    CallId call = talk(before).id();
    MediaSessionId media = before.media();

    control.cut(NUMBER, Sockets.EVENTS);

    assertThat(lost(before)).isEqualTo(Loss.CONNECTION_LOST);
    assertThat(before.history()).noneMatch(CtiEvent.WebRtcDestroyed.class::isInstance);
    try (ProbedLine after = open(webPhone)) {
      assertThat(snapshot(after)).extracting(Call::id).containsExactly(call);
      after.accepts(
          new CtiCommand.SignalMedia(
              new MediaSignal.Report(media, MediaSignal.Report.Outcome.CONNECTED)));
      after.accepts(new CtiCommand.HoldCall(call));
      after.got(
          MediaSignal.Audio.class,
          audio -> audio.session().equals(media) && audio.flow() == MediaSignal.Audio.Flow.HELD);
      after.accepts(new CtiCommand.UnholdCall(call));
      after.accepts(new CtiCommand.DropCall(call));
      after.finished(call);
      assertThat(after.history()).noneMatch(CtiEvent.WebRtcStarted.class::isInstance);
    }
  }

  @Test
  void eventServerRestarted_whileTalking_leavesTheSoundAlone() {
    ProbedLine before = open(webPhone);
    CallId call = talk(before).id();

    control.restartEventServer();

    lost(before);
    assertThat(before.history()).noneMatch(CtiEvent.WebRtcDestroyed.class::isInstance);
    try (ProbedLine after = open(webPhone)) {
      assertThat(snapshot(after)).extracting(Call::id).containsExactly(call);
    }
  }

  @Test
  void eventsCut_callEndsMeanwhile_isNotInTheSnapshot() {
    ProbedLine before = open(webPhone);
    talk(before);
    control.cut(NUMBER, Sockets.EVENTS);
    lost(before);

    control.farEndHangsUp(NUMBER);

    try (ProbedLine after = open(webPhone)) {
      assertThat(snapshot(after)).isEmpty();
    }
  }

  @Test
  void eventsCut_withoutCalls_letsGoOfTheWebPhone() {
    ProbedLine before = open(webPhone);
    control.cut(NUMBER, Sockets.EVENTS);
    lost(before);

    control.callFromOutside("380441234567", "John Doe", NUMBER);

    await()
        .during(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(control.legs(NUMBER)).hasSizeLessThan(2));
    try (ProbedLine after = open(webPhone)) {
      assertThat(after.history()).noneMatch(CtiEvent.WebRtcStarted.class::isInstance);
    }
  }

  // The web phone, or both

  @ParameterizedTest
  @EnumSource(names = {"VERTO", "BOTH"})
  void webPhoneCut_whileTalking_getsItsSoundAnew(Sockets sockets) {
    ProbedLine before = open(webPhone);
    CallId call = talk(before).id();

    control.cut(NUMBER, sockets);

    lost(before);
    try (ProbedLine after = open(webPhone)) {
      assertThat(snapshot(after)).extracting(Call::id).containsExactly(call);
      CtiEvent.WebRtcStarted started = after.saw(CtiEvent.WebRtcStarted.class);
      assertThat(started.callId()).isEqualTo(call);
      after.got(
          MediaSignal.Description.class,
          offer ->
              offer.session().equals(started.session())
                  && offer.kind() == MediaSignal.Description.Kind.OFFER);
      after.accepts(new CtiCommand.HoldCall(call));
      after.accepts(new CtiCommand.DropCall(call));
      after.finished(call);
    }
  }

  /** Signing in anew brings it back; a page that loses it at once must not sign in without end. */
  @Test
  void mediaLost_overAndOver_isRenewedOnceASecond() {
    ProbedLine line = open(webPhone);
    talk(line);
    MediaSessionId media = line.media();
    Instant begin = Instant.now();
    for (int i = 0; i < 3; i++) {
      line.forget();
      line.accepts(
          new CtiCommand.SignalMedia(
              new MediaSignal.Report(media, MediaSignal.Report.Outcome.LOST)));
      media = line.saw(CtiEvent.WebRtcStarted.class).session();
    }

    assertThat(Duration.between(begin, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
    assertThat(line.history()).noneMatch(CtiEvent.Disconnected.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void switchRestarted_whileTalking_leavesNoCallOpen(boolean orderly) {
    ProbedLine before = open(webPhone);
    talk(before);

    control.restartSwitch(orderly);

    lost(before);
    try (ProbedLine after = open(webPhone)) {
      assertThat(snapshot(after)).isEmpty();
    }
  }

  @Test
  void openedElsewhere_whileTalking_canBeTakenBack() {
    ProbedLine here = open(webPhone);
    Call call = talk(here);
    var elsewhere = new WebitelCtiProvider(Clock.systemUTC());
    try (ProbedLine there = ProbedLine.open(new PageDouble(elsewhere), webPhone)) {
      assertThat(lost(here)).isEqualTo(Loss.TAKEN_OVER);
      assertThat(snapshot(there)).extracting(Call::id).containsExactly(call.id());

      try (ProbedLine back = open(webPhone)) {
        assertThat(lost(there)).isEqualTo(Loss.TAKEN_OVER);
        assertThat(snapshot(back)).extracting(Call::id).containsExactly(call.id());
        back.saw(CtiEvent.WebRtcStarted.class);
      }
    } finally {
      elsewhere.stop();
    }
  }

  // What is found afterwards

  @Test
  void restartOfThisServer_whileTalking_findsTheCallWithItsTimes() throws InterruptedException {
    ProbedLine before = open(webPhone);
    Call ringing = started(before);
    TimeUnit.MILLISECONDS.sleep(300);
    before.accepts(new CtiCommand.AnswerCall(ringing.id(), Media.AUDIO));
    Call talking = before.saw(CtiEvent.CommutationStarted.class).call();
    TimeUnit.MILLISECONDS.sleep(300);
    startAnew();

    try (ProbedLine after = open(webPhone)) {
      Call found = snapshot(after).getFirst();
      assertThat(found.id()).isEqualTo(talking.id());
      assertThat(found.state()).isEqualTo(CallState.CONNECTED);
      assertThat(found.startedAt()).isCloseTo(talking.startedAt(), within(150, ChronoUnit.MILLIS));
      assertThat(found.answeredAt())
          .isCloseTo(talking.answeredAt(), within(150, ChronoUnit.MILLIS));
    }
  }

  private Call started(ProbedLine line) {
    control.callFromOutside("380441234567", "John Doe", NUMBER);
    return line.started(CallDirection.IN);
  }

  @Test
  void eventsCut_callComesMeanwhile_isFoundRinging() {
    ProbedLine before = open(deskPhone);
    control.cut(NUMBER, Sockets.EVENTS);
    lost(before);
    control.callFromOutside("380441234567", "John Doe", NUMBER);
    await().until(() -> !control.legs(NUMBER).isEmpty());

    try (ProbedLine after = open(deskPhone)) {
      Call found = snapshot(after).getFirst();
      assertThat(found.state()).isEqualTo(CallState.ALERTING);
      assertThat(found.answeredAt()).isNull();
      after.forget();
      control.pickUp(NUMBER);
      after.saw(CtiEvent.CommutationStarted.class, event -> event.callId().equals(found.id()));
    }
  }

  @Test
  void eventsCut_callAnsweredMeanwhile_talksSinceThen() throws InterruptedException {
    ProbedLine before = open(deskPhone);
    Call ringing = started(before);
    control.cut(NUMBER, Sockets.EVENTS);
    lost(before);
    Instant answered = Instant.now();
    control.pickUp(NUMBER);
    TimeUnit.MILLISECONDS.sleep(400);

    try (ProbedLine after = open(deskPhone)) {
      Call found = snapshot(after).getFirst();
      assertThat(found.id()).isEqualTo(ringing.id());
      assertThat(found.answeredAt()).isCloseTo(answered, within(200, ChronoUnit.MILLIS));
    }
  }

  @Test
  void consultation_afterARestartOfThisServer_knowsItsCall() {
    ProbedLine before = open(deskPhone);
    control.deskPhone(NUMBER, DeskPhone.Manner.ANSWERS);
    before.accepts(new CtiCommand.MakeCall(new PhoneNumber("001"), Media.AUDIO));
    CallId main = before.started(CallDirection.OUT).id();
    before.sawFeature(main, Feature.MAKE_CONSULT_CALL);
    before.accepts(new CtiCommand.MakeConsultCall(main, new PhoneNumber("002")));
    CallId consultation =
        before.saw(CtiEvent.CallStarted.class, event -> !event.callId().equals(main)).callId();
    before.saw(CtiEvent.CommutationStarted.class, event -> event.callId().equals(consultation));
    startAnew();

    try (ProbedLine after = open(deskPhone)) {
      assertThat(snapshot(after))
          .filteredOn(call -> call.id().equals(consultation))
          .singleElement()
          .satisfies(call -> assertThat(call.parent()).isEqualTo(main));
    }
  }

  // The right to be signed in

  @Test
  void signInExpired_nextCommand_losesTheLineAndItComesBack() {
    ProbedLine before = open(deskPhone);
    control.expireSignIns();

    before.refuses(new CtiCommand.SetUserState(AgentState.of("DND")), Outcome.Reason.NOT_CONNECTED);

    assertThat(lost(before)).isEqualTo(Loss.EXPIRED);
    try (ProbedLine after = open(deskPhone)) {
      after.accepts(new CtiCommand.SetUserState(AgentState.of("DND")));
    }
  }

  /** A call may begin while the server is still being asked about those that it has. */
  @Test
  void callBegins_whileCallsAreAskedFor_isKept() {
    try (var busy = new LoopbackServer(0, Runnable::run, new CallsWhileAsked())) {
      try (ProbedLine line = open(line("false", "ws://127.0.0.1:" + busy.port()))) {
        assertThat(snapshot(line)).extracting(Call::id).containsExactly(new CallId("new"));
      }
    }
  }

  /** Says that an old leg is gone, just after a new one was created. */
  private static final class CallsWhileAsked implements LoopbackServer.Handler {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public void opened(Peer peer) {}

    @Override
    public void closed(Peer peer) {}

    @Override
    public void text(Peer peer, String text) {
      JsonNode command = JSON.readTree(text);
      ObjectNode reply = JSON.createObjectNode().put("exec-complete", "+OK");
      reply.set("exec-uuid", command.get("exec-uuid"));
      switch (command.path("exec-func").asString()) {
        case "show_channel" -> {
          ObjectNode row = reply.putObject("exec-response").putArray("rows").addObject();
          row.put("uuid", "old").put("presence_id", NUMBER + "@" + RobotPeer.DOMAIN);
        }
        case "channel_dump" -> {
          peer.send(
              JSON.createObjectNode()
                  .put("webitel-event-name", "call")
                  .put("Event-Name", "CHANNEL_CREATE")
                  .put("Channel-Presence-ID", NUMBER + "@" + RobotPeer.DOMAIN)
                  .put("Unique-ID", "new")
                  .put("Channel-Call-UUID", "new")
                  .put("Caller-Caller-ID-Number", "380441234567")
                  .toString());
          reply.put("exec-complete", "-ERR").put("exec-response", "-ERR No such channel!\n");
        }
        default -> reply.put("exec-response", "+OK");
      }
      peer.send(reply.toString());
    }
  }
}
