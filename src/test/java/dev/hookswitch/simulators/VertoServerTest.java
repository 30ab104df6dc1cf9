package dev.hookswitch.simulators;

import static dev.hookswitch.simulators.WireClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.simulators.freeswitch.Release;
import dev.hookswitch.simulators.freeswitch.SwitchRules;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Verto server behaves as verto.md says, over real sockets. */
class VertoServerTest {
  private static final String DOMAIN = "crm.test";
  private static final SwitchUser ALICE = SwitchUser.of("1000", DOMAIN, "s3cret", "Alice");
  private static final SwitchUser BOB = SwitchUser.of("1001", DOMAIN, "s3cret", "Bob");
  private static final SwitchUser CAROL = SwitchUser.of("1002", DOMAIN, "s3cret", "Carol");
  private static final SwitchRules QUICK =
      SwitchRules.USUAL.robots(Duration.ofMillis(60), Duration.ofMillis(400));
  private static final String OFFER =
      """
      v=0\r
      o=- 1 2 IN IP4 127.0.0.1\r
      s=-\r
      t=0 0\r
      a=group:BUNDLE 0\r
      m=audio 9 UDP/TLS/RTP/SAVPF 111 0 110\r
      a=mid:0\r
      a=rtpmap:111 opus/48000/2\r
      a=rtpmap:0 PCMU/8000\r
      a=rtpmap:110 telephone-event/48000\r
      a=setup:actpass\r
      """;

  private final List<AutoCloseable> open = new ArrayList<>();
  private SimulatedWebitel server;

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private void start(SwitchRules rules) {
    server = SimulatedWebitel.start(rules, List.of(ALICE, BOB, CAROL), SimulatedWebitel.Ports.ANY);
    open.add(server);
  }

  private WireClient connect() {
    WireClient client = new WireClient(server.vertoUrl());
    open.add(client);
    return client;
  }

  private static ObjectNode credentials(SwitchUser user, String session) {
    return object()
        .put("login", user.account())
        .put("passwd", user.password())
        .put("sessid", session);
  }

  private WireClient signIn(SwitchUser user, String session) {
    WireClient client = connect();
    JsonNode reply = client.rpc("login", credentials(user, session));
    assertThat(reply.path("result").path("message").asString("")).isEqualTo("logged in");
    return client;
  }

  private WireClient signIn(SwitchUser user) {
    WireClient client = signIn(user, UUID.randomUUID().toString());
    client.awaitRequest("verto.clientReady");
    return client;
  }

  private static ObjectNode invitation(String call, String number) {
    ObjectNode params = object().put("sdp", OFFER);
    params
        .putObject("dialogParams")
        .put("callID", call)
        .put("destination_number", number)
        .put("caller_id_name", "Alice")
        .put("caller_id_number", "1000")
        .put("remote_caller_id_name", "Outbound Call")
        .put("remote_caller_id_number", number);
    return params;
  }

  private static String call(WireClient client, String number) {
    String call = UUID.randomUUID().toString();
    JsonNode reply = client.rpc("verto.invite", invitation(call, number));
    assertThat(reply.path("result").path("message").asString("")).isEqualTo("CALL CREATED");
    assertThat(reply.path("result").path("callID").asString("")).isEqualTo(call);
    return call;
  }

  private static ObjectNode on(String call) {
    ObjectNode params = object();
    params.putObject("dialogParams").put("callID", call);
    return params;
  }

  private static ObjectNode modify(String call, String action) {
    return on(call).put("action", action);
  }

  private static String answered(WireClient client) {
    String call = client.awaitRequest("verto.invite").path("params").path("callID").asString("");
    ObjectNode params = on(call).put("sdp", OFFER.replace("actpass", "active"));
    assertThat(client.rpc("verto.answer", params).has("result")).isTrue();
    return call;
  }

  private static int cause(JsonNode bye) {
    return bye.path("params").path("causeCode").asInt(-1);
  }

  @Nested
  class SigningIn {
    @Test
    void bareLogins_areEachRefused_andCredentialsTakenThen() {
      start(QUICK);
      WireClient client = connect();
      for (int id : new int[] {2, 1}) {
        client.send(
            "{\"jsonrpc\":\"2.0\",\"method\":\"login\",\"params\":{\"sessid\":\"s\"},\"id\":%d}"
                .formatted(id));
      }
      assertThat(client.await(2, frame -> frame.path("error").path("code").asInt(-1) == -32000))
          .extracting(frame -> frame.path("id").asInt(-1))
          .containsExactly(2, 1);
      client.send(
          "{\"jsonrpc\":\"2.0\",\"method\":\"login\",\"params\":{\"login\":\"1000@CRM.TEST\",\"passwd\":\"s3cret\",\"sessid\":\"s\"},\"id\":3}");
      assertThat(client.await(frame -> frame.path("id").asInt(-1) == 3))
          .hasToString(
              "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"message\":\"logged in\",\"sessid\":\"s\"}}");
      assertThat(client.awaitRequest("verto.clientReady").path("params"))
          .hasToString("{\"reattached_sessions\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
      "1000,s3cret,Missing or improper credentials",
      "1000@other.test,s3cret,Login Incorrect",
      "1999@crm.test,s3cret,Login Incorrect",
      "1000@crm.test,wrong,Authentication Failure",
      "1000@crm.test,'',Missing passwd",
    })
    void credentials_thatAreWrong_areRefusedWithTheirText(
        String login, String password, String text) {
      start(QUICK);
      WireClient client = connect();
      JsonNode error =
          client.rpc("login", object().put("login", login).put("passwd", password)).path("error");
      assertThat(error.path("code").asInt(-1)).isEqualTo(-32001);
      assertThat(error.path("message").asString("")).isEqualTo(text);
      assertThat(client.rpc("login", credentials(ALICE, "s")).has("result"))
          .as("the socket stays open")
          .isTrue();
    }

    @Test
    void forcedDomain_takesBareNumbers() {
      start(QUICK.forcedDomain(DOMAIN));
      WireClient client = connect();
      assertThat(
              client
                  .rpc("login", object().put("login", "1000").put("passwd", "s3cret"))
                  .path("result")
                  .path("sessid")
                  .asString(""))
          .isNotEmpty();
    }

    @Test
    void anyMethod_withCredentials_signsInAndRuns() {
      start(QUICK);
      assertThat(
              connect()
                  .rpc("verto.ping", credentials(ALICE, "s"))
                  .path("result")
                  .path("message")
                  .asString(""))
          .isEqualTo("PONG");
    }

    @Test
    void sameSession_elsewhere_puntsTheOlderSocket() throws Exception {
      start(QUICK);
      WireClient older = signIn(ALICE, "one");
      signIn(ALICE, "one");
      older.awaitRequest("verto.punt");
      assertThat(older.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    @Test
    void sameSession_ofAnotherUser_isInUse() throws Exception {
      start(QUICK);
      signIn(ALICE, "one");
      WireClient other = connect();
      assertThat(
              other
                  .rpc("login", credentials(BOB, "one"))
                  .path("error")
                  .path("message")
                  .asString(""))
          .isEqualTo("Session in use");
      assertThat(other.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    @Test
    void oldRelease_knowsNeitherClientReadyNorPing() throws Exception {
      start(QUICK.release(Release.V1_6).pingAfter(Duration.ofMillis(50)));
      WireClient client = signIn(ALICE, "one");
      assertThat(client.rpc("verto.ping", object()).path("error").path("code").asInt(-1))
          .isEqualTo(-32601);
      Thread.sleep(300);
      assertThat(client.seen(frame -> frame.has("method"))).isEmpty();
    }
  }

  @Nested
  class Wire {
    @Test
    void subprotocol_isRepeated() {
      start(QUICK);
      WireClient client = new WireClient(server.vertoUrl(), "anything");
      open.add(client);
      assertThat(client.subprotocol()).isEqualTo("anything");
    }

    @Test
    void websocketPing_getsNoPong_andWithPayloadAnError() throws Exception {
      start(QUICK);
      WireClient client = signIn(ALICE);
      client.ping("");
      Thread.sleep(100);
      assertThat(client.seen(frame -> frame.has("error"))).isEmpty();
      client.ping("x");
      client.await(frame -> frame.path("error").path("code").asInt(-1) == -32600);
      assertThat(client.pongs).hasValue(0);
    }

    @Test
    void silence_makesTheServerPing() {
      start(QUICK.pingAfter(Duration.ofMillis(100)));
      assertThat(signIn(ALICE).awaitRequest("verto.ping").path("params").has("serno")).isTrue();
    }

    @Test
    void ownRequests_waitForAQuietSocket() throws Exception {
      start(QUICK);
      WireClient bob = signIn(BOB);
      WireClient alice = signIn(ALICE);
      call(alice, "1001");
      long until = System.nanoTime() + Duration.ofMillis(500).toNanos();
      while (System.nanoTime() < until) {
        bob.send("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"\",\"params\":{}}");
        Thread.sleep(20);
      }
      assertThat(bob.seen(frame -> frame.path("method").asString("").equals("verto.invite")))
          .isEmpty();
      bob.awaitRequest("verto.invite");
    }

    @Test
    void tooLongMessage_closesTheSocket() throws Exception {
      start(QUICK);
      WireClient client = signIn(ALICE);
      client.send("x".repeat(1_000_001));
      assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    @Test
    void batch_isAnsweredAsOne_withoutSessid() {
      start(QUICK);
      WireClient client = signIn(ALICE);
      client.send(
          "[{\"jsonrpc\":\"2.0\",\"id\":71,\"method\":\"verto.ping\",\"params\":{}},{\"jsonrpc\":\"2.0\",\"id\":72,\"method\":\"echo\",\"params\":{}}]");
      org.awaitility.Awaitility.await()
          .until(() -> client.frames().stream().anyMatch(frame -> frame.startsWith("[")));
      assertThat(client.frames().stream().filter(frame -> frame.startsWith("[")).findFirst())
          .hasValue(
              "[{\"jsonrpc\":\"2.0\",\"id\":71,\"result\":{\"message\":\"PONG\"}},"
                  + "{\"jsonrpc\":\"2.0\",\"id\":72,\"error\":{\"code\":-32601,\"message\":\"Invalid Method, Missing Method or Permission Denied\"}}]");
    }

    @Test
    void invite_withoutSdp_isRefusedWithTwoMessages() {
      start(QUICK);
      WireClient client = signIn(ALICE);
      ObjectNode params = invitation("c1", "00");
      params.remove("sdp");
      client.rpc("verto.invite", params);
      assertThat(client.frames().getLast())
          .contains(
              "\"message\":\"SDP missing\"", "\"message\":\"CALL ERROR\"", "\"causeCode\":95");
    }
  }

  @Nested
  class Outgoing {
    @Test
    void colleague_atTheWebPhone_getsTheCallersMedia_andGivesHis() {
      start(QUICK);
      WireClient bob = signIn(BOB);
      WireClient alice = signIn(ALICE);
      String call = call(alice, "1001");
      JsonNode invite = bob.awaitRequest("verto.invite").path("params");
      assertThat(invite.path("sdp").asString(""))
          .contains("m=audio 9 RTP/SAVPF 111", "a=setup:actpass")
          .doesNotContain("BUNDLE", "a=mid");
      assertThat(invite.path("caller_id_number").asString("")).isEqualTo("1000");
      assertThat(invite.path("caller_id_name").asString("")).isEqualTo("Alice");
      assertThat(invite.path("callee_id_number").asString("")).isEqualTo("1001");
      assertThat(invite.path("display_direction").asString("")).isEqualTo("outbound");
      assertThat(invite.path("variables").path("Core-UUID").asString("")).isNotEmpty();
      answered(bob);
      JsonNode answer = alice.awaitRequest("verto.answer", call).path("params");
      assertThat(answer.path("sdp").asString(""))
          .contains("a=setup:active")
          .doesNotContain("a=mid");
      assertThat(
              alice
                  .awaitRequest("verto.display", call)
                  .path("params")
                  .path("display_number")
                  .asString(""))
          .isEqualTo("1001");
      assertThat(
              bob.awaitRequest("verto.display").path("params").path("display_number").asString(""))
          .isEqualTo("1000");
    }

    @Test
    void robot_withRingingTone_answersWithoutSdp() {
      start(QUICK);
      WireClient alice = signIn(ALICE);
      String call = call(alice, "00");
      assertThat(alice.awaitRequest("verto.media", call).path("params").path("sdp").asString(""))
          .contains("UDP/TLS/RTP/SAVPF 111 110", "a=setup:active", "a=rtpmap:111 opus/48000/2");
      assertThat(alice.awaitRequest("verto.answer", call).path("params").has("sdp")).isFalse();
      alice.awaitRequest("verto.display", call);
    }

    @Test
    void robot_withoutRingingTone_answersWithSdp() {
      start(QUICK.withoutRingingTone());
      WireClient alice = signIn(ALICE);
      String call = call(alice, "00");
      assertThat(alice.awaitRequest("verto.answer", call).path("params").has("sdp")).isTrue();
      assertThat(alice.seen(frame -> frame.path("method").asString("").equals("verto.media")))
          .isEmpty();
    }

    @Test
    void application_answersAtOnce_andIsNobody() {
      start(QUICK);
      WireClient alice = signIn(ALICE);
      String call = call(alice, "9196");
      assertThat(alice.awaitRequest("verto.answer", call).path("params").has("sdp")).isTrue();
      JsonNode transfer =
          alice.rpc("verto.modify", modify(call, "transfer").put("destination", "1001"));
      assertThat(transfer.path("error").path("message").asString(""))
          .isEqualTo("call is not bridged");
    }

    @ParameterizedTest
    @CsvSource({"01,17", "03,21", "06,1", "07,806", "02,19"})
    void number_thatDoesNotAnswer_saysByeWithItsCause(String number, int cause) {
      start(QUICK.ringFor(Duration.ofMillis(500)));
      WireClient alice = signIn(ALICE);
      String call = call(alice, number);
      assertThat(cause(alice.awaitRequest("verto.bye", call))).isEqualTo(cause);
    }

    @Test
    void privateCauses_ofAnOldRelease_haveTheirOldNumbers() {
      start(QUICK.release(Release.V1_8));
      WireClient alice = signIn(ALICE);
      JsonNode bye = alice.awaitRequest("verto.bye", call(alice, "07"));
      assertThat(cause(bye)).isEqualTo(606);
      assertThat(bye.path("params").path("cause").asString("")).isEqualTo("USER_NOT_REGISTERED");
    }

    @Test
    void callId_inUse_isOutOfOrder() {
      start(QUICK);
      WireClient alice = signIn(ALICE);
      String call = call(alice, "00");
      JsonNode error = alice.rpc("verto.invite", invitation(call, "00")).path("error");
      assertThat(error.path("causeCode").asInt(-1)).isEqualTo(27);
      assertThat(error.path("message").asString("")).isEqualTo("CALL ERROR");
    }

    @Test
    void ownBye_isConfirmedOnce_andUnknownAfterwards() {
      start(QUICK);
      WireClient alice = signIn(ALICE);
      WireClient bob = signIn(BOB);
      String call = call(alice, "1001");
      String there = bob.awaitRequest("verto.invite").path("params").path("callID").asString("");
      JsonNode result = alice.rpc("verto.bye", on(call).put("cause", "USER_BUSY")).path("result");
      assertThat(result.path("message").asString("")).isEqualTo("CALL ENDED");
      assertThat(result.path("causeCode").asInt(-1)).isEqualTo(17);
      assertThat(cause(bob.awaitRequest("verto.bye", there)))
          .as("the called phone always hears that the caller gave up")
          .isEqualTo(487);
      assertThat(alice.rpc("verto.bye", on(call)).path("error").path("message").asString(""))
          .isEqualTo("CALL DOES NOT EXIST");
      assertThat(alice.seen(frame -> frame.path("method").asString("").equals("verto.bye")))
          .isEmpty();
    }
  }

  @Nested
  class Incoming {
    @Test
    void outsideCall_ringsEveryWebPhone_andTheOthersLose() {
      start(QUICK);
      WireClient one = signIn(ALICE);
      WireClient two = signIn(ALICE);
      server.control().callFromOutside("380441234567", "John Doe", "1000");
      JsonNode invite = one.awaitRequest("verto.invite").path("params");
      assertThat(invite.path("caller_id_name").asString("")).isEqualTo("John Doe");
      assertThat(invite.path("sdp").asString("")).contains("RTP/SAVPF", "a=setup:actpass");
      two.awaitRequest("verto.invite");
      answered(one);
      assertThat(cause(two.awaitRequest("verto.bye"))).isEqualTo(702);
    }

    @ParameterizedTest
    @CsvSource({"USER_BUSY,0,17", "'',19,19", "CALL_REJECTED,0,21", "'',0,16"})
    void refusal_reachesTheCaller_asItWasMeant(String name, int code, int heard) {
      start(QUICK);
      WireClient bob = signIn(BOB);
      WireClient alice = signIn(ALICE);
      String call = call(alice, "1001");
      String there = bob.awaitRequest("verto.invite").path("params").path("callID").asString("");
      ObjectNode bye = on(there);
      if (!name.isEmpty()) {
        bye.put("cause", name);
      }
      if (code > 0) {
        bye.put("causeCode", Integer.toString(code));
      }
      bob.rpc("verto.bye", bye);
      assertThat(cause(alice.awaitRequest("verto.bye", call))).isEqualTo(heard);
    }

    @Test
    void caller_whoGivesUp_isCancelled_andAnsweringIsTooLate() {
      start(QUICK);
      WireClient alice = signIn(ALICE);
      server.control().callFromOutside("380441234567", "John Doe", "1000", Duration.ofMillis(200));
      JsonNode bye = alice.awaitRequest("verto.bye");
      assertThat(cause(bye)).isEqualTo(487);
      ObjectNode late = on(bye.path("params").path("callID").asString("")).put("sdp", OFFER);
      assertThat(alice.rpc("verto.answer", late).path("error").path("message").asString(""))
          .isEqualTo("CALL DOES NOT EXIST");
    }

    @Test
    void tones_reachWhoeverTalks() {
      start(QUICK);
      WireClient alice = signIn(ALICE);
      OutsideCall outside = server.control().callFromOutside("380441234567", "John Doe", "1000");
      String call = answered(alice);
      assertThat(
              alice
                  .rpc("verto.info", on(call).put("dtmf", "12#"))
                  .path("result")
                  .path("message")
                  .asString(""))
          .isEqualTo("SENT");
      assertThat(outside.heard()).isEqualTo("12#");
      assertThat(
              alice.rpc("verto.info", on("nobody").put("dtmf", "1")).path("result").has("message"))
          .isFalse();
    }
  }

  @Nested
  class Talking {
    private WireClient alice;
    private WireClient bob;
    private String hers;
    private String his;

    private void talk() {
      start(QUICK);
      alice = signIn(ALICE);
      bob = signIn(BOB);
      hers = call(alice, "1001");
      his = answered(bob);
      alice.awaitRequest("verto.display", hers);
    }

    @Test
    void hold_takesItsTime_andIsNothingTheOtherHears() {
      talk();
      long begun = System.nanoTime();
      JsonNode held = alice.rpc("verto.modify", modify(hers, "hold")).path("result");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(200));
      assertThat(held.path("holdState").asString("")).isEqualTo("held");
      assertThat(held.path("action").asString("")).isEqualTo("hold");
      assertThat(
              alice
                  .rpc("verto.modify", modify(hers, "unhold"))
                  .path("result")
                  .path("holdState")
                  .asString(""))
          .isEqualTo("active");
      assertThat(bob.seen(frame -> frame.path("method").asString("").equals("verto.modify")))
          .isEmpty();
    }

    @Test
    void hold_beforeTheAnswer_isIgnored() {
      start(QUICK);
      alice = signIn(ALICE);
      String call = call(alice, "02");
      assertThat(
              alice
                  .rpc("verto.modify", modify(call, "hold"))
                  .path("result")
                  .path("holdState")
                  .asString(""))
          .isEqualTo("active");
    }

    @Test
    void transfer_sendsTheOtherParty_andEndsTheOwnCall() {
      talk();
      WireClient carol = signIn(CAROL);
      JsonNode done =
          alice.rpc("verto.modify", modify(hers, "transfer").put("destination", "1002"));
      assertThat(done.path("result").path("message").asString("")).isEqualTo("CALL TRANSFERRED");
      assertThat(cause(alice.awaitRequest("verto.bye", hers))).isEqualTo(16);
      answered(carol);
      assertThat(
              carol
                  .awaitRequest("verto.display")
                  .path("params")
                  .path("display_number")
                  .asString(""))
          .isEqualTo("1001");
      JsonNode display = bob.await(2, frame -> isDisplay(frame, his)).getLast().path("params");
      assertThat(display.path("display_number").asString("")).isEqualTo("1002");
      assertThat(display.path("caller_id_number").asString(""))
          .as("the pairs of a transferred called party are swapped")
          .isEqualTo("1001");
      assertThat(display.path("callee_id_number").asString("")).isEqualTo("1002");
      assertThat(display.path("display_direction").asString("")).isEqualTo("outbound");
    }

    @Test
    void replace_joinsTheOthers_whicheverCallIsNamedFirst() {
      talk();
      WireClient carol = signIn(CAROL);
      alice.rpc("verto.modify", modify(hers, "hold"));
      String second = call(alice, "1002");
      answered(carol);
      alice.awaitRequest("verto.display", second);
      JsonNode done =
          alice.rpc("verto.modify", modify(second, "replace").put("replaceCallID", hers));
      assertThat(done.has("result")).isTrue();
      assertThat(cause(alice.awaitRequest("verto.bye", hers))).isEqualTo(16);
      assertThat(cause(alice.awaitRequest("verto.bye", second))).isEqualTo(16);
      JsonNode display = bob.await(2, frame -> isDisplay(frame, his)).getLast().path("params");
      assertThat(display.path("display_number").asString("")).isEqualTo("1002");
    }

    @Test
    void replace_whileTheSecondRings_letsTheCustomerWait() {
      talk();
      WireClient carol = signIn(CAROL);
      alice.rpc("verto.modify", modify(hers, "hold"));
      String second = call(alice, "1002");
      carol.awaitRequest("verto.invite");
      alice.rpc("verto.modify", modify(hers, "replace").put("replaceCallID", second));
      assertThat(cause(alice.awaitRequest("verto.bye", hers))).isEqualTo(16);
      answered(carol);
      assertThat(cause(alice.awaitRequest("verto.bye", second))).isEqualTo(16);
      assertThat(
              carol
                  .awaitRequest("verto.display")
                  .path("params")
                  .path("display_number")
                  .asString(""))
          .isEqualTo("1001");
    }

    private static boolean isDisplay(JsonNode frame, String call) {
      return frame.path("method").asString("").equals("verto.display")
          && frame.path("params").path("callID").asString("").equals(call);
    }
  }

  @Nested
  class LostSockets {
    @Test
    void answeredCall_isOfferedAgain_toTheSameSession() {
      start(QUICK);
      WireClient alice = signIn(ALICE, "mine");
      OutsideCall outside = server.control().callFromOutside("380441234567", "John Doe", "1000");
      String call = answered(alice);
      server.control().cut("1000", SwitchControl.Sockets.VERTO);
      WireClient again = signIn(ALICE, "mine");
      JsonNode attach = again.awaitRequest("verto.attach").path("params");
      assertThat(attach.path("callID").asString("")).isEqualTo(call);
      assertThat(attach.path("sdp").asString("")).contains("a=setup:actpass");
      assertThat(attach.path("caller_id_number").asString("")).isEqualTo("380441234567");
      assertThat(
              again
                  .awaitRequest("verto.clientReady")
                  .path("params")
                  .path("reattached_sessions")
                  .valueStream()
                  .map(each -> each.asString("")))
          .containsExactly(call);
      assertThat(again.rpc("verto.attach", on(call).put("sdp", OFFER)).has("result")).isTrue();
      again.awaitRequest("verto.display", call);
      assertThat(outside.ended()).isFalse();
    }

    @Test
    void answeredCall_ofAnotherSession_endsAfterItsTime() {
      start(QUICK.keepDetached(Duration.ofMillis(400)));
      WireClient bob = signIn(BOB);
      WireClient alice = signIn(ALICE, "mine");
      String call = call(bob, "1000");
      answered(alice);
      server.control().cut("1000", SwitchControl.Sockets.VERTO);
      signIn(ALICE, "another");
      assertThat(cause(bob.awaitRequest("verto.bye", call))).isEqualTo(16);
    }

    @Test
    void ringingCall_endsAtOnce() {
      start(QUICK);
      WireClient bob = signIn(BOB);
      WireClient alice = signIn(ALICE, "mine");
      String call = call(bob, "1000");
      alice.awaitRequest("verto.invite");
      server.control().cut("1000", SwitchControl.Sockets.VERTO);
      assertThat(cause(bob.awaitRequest("verto.bye", call))).isEqualTo(27);
    }

    @Test
    void orderlyRestart_saysBye_thenCuts_andForgets() throws Exception {
      start(QUICK);
      WireClient alice = signIn(ALICE, "mine");
      String call = call(alice, "00");
      alice.awaitRequest("verto.answer", call);
      server.control().restartSwitch(true);
      assertThat(cause(alice.awaitRequest("verto.bye", call))).isEqualTo(701);
      assertThat(alice.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1006);
      WireClient again = signIn(ALICE, "mine");
      assertThat(
              again
                  .awaitRequest("verto.clientReady")
                  .path("params")
                  .path("reattached_sessions")
                  .size())
          .isZero();
    }

    @Test
    void refusedConnections_areTakenAgainLater() {
      start(QUICK);
      server.control().refuseConnections(SwitchControl.Sockets.VERTO);
      assertThat(org.assertj.core.api.Assertions.catchThrowable(this::tryToConnect)).isNotNull();
      server.control().acceptConnections();
      signIn(ALICE);
    }

    private void tryToConnect() {
      new WireClient(server.vertoUrl()).close();
    }

    @Test
    void frozenLine_saysNothing_untilThawed() throws Exception {
      start(QUICK);
      WireClient alice = signIn(ALICE);
      server.control().freeze("1000", SwitchControl.Sockets.VERTO, true);
      alice.send("{\"jsonrpc\":\"2.0\",\"id\":99,\"method\":\"verto.ping\",\"params\":{}}");
      Thread.sleep(200);
      assertThat(alice.seen(frame -> frame.path("id").asInt(-1) == 99)).isEmpty();
      server.control().freeze("1000", SwitchControl.Sockets.VERTO, false);
      alice.await(frame -> frame.path("id").asInt(-1) == 99);
    }
  }

  @Test
  void presence_ofEveryLeg_isToldToWhoeverSubscribed() {
    start(QUICK);
    WireClient bob = signIn(BOB);
    WireClient alice = signIn(ALICE);
    JsonNode reply =
        bob.rpc("verto.subscribe", object().put("eventChannel", "presence.1000@crm.test"));
    assertThat(reply.path("result").path("subscribedChannels").get(0).asString(""))
        .isEqualTo("presence.1000@crm.test");
    String call = call(alice, "00");
    JsonNode data = bob.awaitRequest("verto.event").path("params").path("data");
    assertThat(data.path("channelUUID").asString("")).isEqualTo(call);
    assertThat(data.path("channelCallState").asString("")).isEqualTo("RINGING");
    assertThat(
            bob.rpc("verto.subscribe", object().put("eventChannel", "secret"))
                .path("error")
                .has("code"))
        .isFalse();
  }
}
