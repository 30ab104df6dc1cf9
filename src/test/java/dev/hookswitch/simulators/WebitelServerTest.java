package dev.hookswitch.simulators;

import static dev.hookswitch.simulators.WireClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.simulators.freeswitch.DeskPhone.Manner;
import dev.hookswitch.simulators.freeswitch.SwitchRules;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The event server behaves as webitel.md says, over real sockets. */
class WebitelServerTest {
  private static final String DOMAIN = "crm.test";
  private static final SwitchUser ALICE =
      SwitchUser.of("1000", DOMAIN, "s3cret", "Alice").withRole("admin").asAgent();
  private static final SwitchUser BOB = SwitchUser.of("1001", DOMAIN, "s3cret", "Bob");
  private static final SwitchUser GUEST =
      SwitchUser.of("1009", DOMAIN, "s3cret", "Guest").withRole("guest");
  private static final String CUSTOMER = "380441234567";

  private final List<AutoCloseable> open = new ArrayList<>();
  private SimulatedWebitel server;
  private WireClient alice;

  @BeforeEach
  void start() {
    start(
        SwitchRules.USUAL
            .robots(Duration.ofMillis(60), Duration.ofMillis(300))
            .ringFor(Duration.ofSeconds(2)));
  }

  private void start(SwitchRules rules) {
    server = SimulatedWebitel.start(rules, List.of(ALICE, BOB, GUEST), SimulatedWebitel.Ports.ANY);
    open.add(server);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private WireClient connect() {
    WireClient client = new WireClient(server.eventUrl());
    open.add(client);
    return client;
  }

  private static ObjectNode credentials(SwitchUser user) {
    return object().put("account", user.account()).put("secret", user.password());
  }

  /** Authenticated, and call events are on. */
  private WireClient signIn(SwitchUser user) {
    WireClient client = connect();
    assertThat(complete(client.exec("auth", credentials(user)))).isEqualTo("+OK");
    assertThat(response(client.exec("login", object()))).isEqualTo("+OK: logged: true");
    return client;
  }

  private static String complete(JsonNode reply) {
    return reply.path("exec-complete").asString("");
  }

  private static String response(JsonNode reply) {
    return reply.path("exec-response").asString("");
  }

  private static ObjectNode channel(String leg) {
    return object().put("channel-uuid", leg);
  }

  private static Predicate<JsonNode> event(String name) {
    return frame -> frame.path("Event-Name").asString("").equals(name);
  }

  private static Predicate<JsonNode> event(String name, String leg) {
    return event(name).and(frame -> frame.path("Unique-ID").asString("").equals(leg));
  }

  /** Events of a leg as the tables of webitel.md §7 write them. */
  private static List<String> order(WireClient client, String leg) {
    return client.seen().stream()
        .filter(frame -> frame.path("Unique-ID").asString("").equals(leg))
        .map(frame ->
            switch (frame.path("Event-Name").asString("")) {
              case "CHANNEL_CALLSTATE" ->
                  frame.path("Original-Channel-Call-State").asString("")
                      + "→"
                      + frame.path("Channel-Call-State").asString("");
              case "CALL_UPDATE", "DTMF" -> frame.path("Event-Name").asString("");
              default -> frame.path("Event-Name").asString("").substring("CHANNEL_".length());
            })
        .filter(name -> !name.equals("STATE") && !name.equals("OUTGOING"))
        .toList();
  }

  private static final List<String> END =
      List.of("HANGUP", "ACTIVE→HANGUP", "HANGUP_COMPLETE", "DESTROY");

  private static List<String> then(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }

  private static List<String> then(List<String> first, List<String> more) {
    return then(first, more.toArray(String[]::new));
  }

  @Nested
  class Replies {
    @Test
    void auth_tellsWhoOneIs() {
      WireClient client = connect();
      JsonNode who = client.exec("auth", credentials(ALICE)).path("exec-response");
      assertThat(who.path("login").asString("")).isEqualTo("1000@crm.test");
      assertThat(who.path("role").asString("")).isEqualTo("admin");
      assertThat(who.path("domain").asString("")).isEqualTo(DOMAIN);
      assertThat(who.path("state").asString("")).isEqualTo("ONHOOK");
      assertThat(who.path("status").asString("")).isEqualTo("NONE");
      assertThat(who.path("cc-agent").asString("")).isEqualTo("true");
      assertThat(who.path("ws-count").asInt(-1)).isEqualTo(1);
      assertThat(who.path("cc-logged").asBoolean(false)).isFalse();
      assertThat(who.path("acl").path("account").size()).isPositive();
      assertThat(
              connect()
                  .exec("auth", credentials(ALICE))
                  .path("exec-response")
                  .path("ws-count")
                  .asInt(-1))
          .isEqualTo(2);
    }

    @Test
    void wrongPassword_isSpeltWithAPlus() {
      JsonNode reply = connect().exec("auth", credentials(ALICE.withPassword("wrong")));
      assertThat(complete(reply)).isEqualTo("+ERR");
      assertThat(reply.path("exec-response"))
          .hasToString("{\"login\":{\"status\":401,\"message\":\"secret incorrect\"}}");
    }

    @Test
    void unknownCommand_isSpeltWithAPlus() {
      JsonNode reply = signIn(ALICE).exec("rawapi", object());
      assertThat(complete(reply)).isEqualTo("+ERR");
      assertThat(response(reply)).isEqualTo("rawapi - not found.");
    }

    @Test
    void unknownChannel_isRefusedBySwitch() {
      JsonNode reply = signIn(ALICE).exec("hangup", channel("nobody"));
      assertThat(complete(reply)).isEqualTo("-ERR");
      assertThat(response(reply)).isEqualTo("-ERR No such channel!\n");
    }

    @Test
    void argumentsRefusedByTheServer_haveNoResponse() {
      JsonNode reply = signIn(ALICE).exec("call", object().put("user", ALICE.account()));
      assertThat(complete(reply)).isEqualTo("-ERR: bad response");
      assertThat(reply.has("exec-response")).isFalse();
    }

    @Test
    void missingRight_isABareMessage() {
      JsonNode reply =
          signIn(GUEST).exec("api account remove", object().put("user", BOB.account()));
      assertThat(complete(reply)).isEqualTo("-ERR");
      assertThat(response(reply)).isEqualTo("Permission denied!");
    }

    @Test
    void callCentreFailure_isInTheTextOnly() {
      JsonNode reply = signIn(BOB).exec("cc login", object().put("status", "Available"));
      assertThat(complete(reply)).isEqualTo("+OK");
      assertThat(response(reply)).startsWith("-ERR: ");
    }

    @Test
    void callCentreLogin_whileItIsRemembered_doesNothing() {
      WireClient client = signIn(ALICE);
      ObjectNode event = object().put("event", "CC::AGENT-STATUS-CHANGE").put("all", true);
      client.exec("subscribe", event);
      assertThat(response(client.exec("cc login", object()))).isEqualTo("+OK");
      JsonNode told = client.await(event("CC::AGENT-STATUS-CHANGE"));
      assertThat(told.path("CC-Agent").asString("")).isEqualTo(ALICE.account());
      assertThat(told.path("CC-Agent-Status").asString("")).isEqualTo("Available");
      server.control().agentStatus(ALICE.number(), "Logged Out");
      client.exec("cc tier from user", object()); // whatever was told by then has come
      int before = client.seen(event("ACCOUNT_STATUS")).size();
      assertThat(response(client.exec("cc login", object().put("status", "On Break"))))
          .isEqualTo("+OK");
      assertThat(client.seen(event("ACCOUNT_STATUS"))).hasSize(before);
      assertThat(client.exec("cc tier from user", object()).path("exec-response").propertyNames())
          .containsExactly("support@" + DOMAIN);
    }

    @Test
    void missingRecording_isOk() {
      JsonNode reply = signIn(ALICE).exec("cdr_get_record_link", object().put("uuid", "nothing"));
      assertThat(complete(reply)).isEqualTo("+OK");
      assertThat(response(reply)).isEqualTo("+OK: Not found.");
    }

    @Test
    void stranger_hearsLittle_andIsThrownOut() throws Exception {
      start(SwitchRules.USUAL.authenticateWithin(Duration.ofMillis(700)));
      WireClient client = connect();
      JsonNode subscribe = client.exec("subscribe", object().put("event", "SE:DTMF"));
      assertThat(complete(subscribe)).isEqualTo("-ERR");
      assertThat(response(subscribe)).isEqualTo("-ERR: Authentication required!");
      assertThat(response(client.exec("api whoami", object()))).isEqualTo("-ERR: user not auth.");
      assertThat(response(client.exec("ping", object()))).isEqualTo("pong");
      client.send("{\"exec-uuid\":\"mute\",\"exec-func\":\"login\"}");
      client.send("no JSON at all");
      client.await(
          event("DISCONNECT")
              .and(frame -> frame.path("webitel-event-name").asString("").equals("account")));
      assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1006);
      assertThat(client.seen(frame -> frame.path("exec-uuid").asString("").equals("mute")))
          .isEmpty();
    }

    @Test
    void eleventhSocket_isTooMany() throws Exception {
      for (int i = 0; i < 10; i++) {
        connect().exec("auth", credentials(ALICE));
      }
      WireClient eleventh = connect();
      JsonNode reply = eleventh.exec("auth", credentials(ALICE));
      assertThat(complete(reply)).isEqualTo("-ERR");
      assertThat(response(reply)).isEqualTo("Maximum opened socket 10");
      assertThat(eleventh.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1006);
    }

    @Test
    void token_opensUntilItExpires() {
      ObjectNode token = object(response(signIn(ALICE).exec("token_generate", object())));
      JsonNode who = connect().exec("auth", token).path("exec-response");
      assertThat(who.path("login").asString("")).isEqualTo(ALICE.account());
      assertThat(who.path("state").asString("")).isEmpty();
      server.control().expireTokens();
      JsonNode late = connect().exec("auth", token);
      assertThat(complete(late)).isEqualTo("-ERR");
      assertThat(response(late)).isEqualTo("Token Expired");
      assertThat(response(connect().exec("auth", object().put("key", "a").put("token", "b"))))
          .isEqualTo("Invalid Token or Key");
    }

    @Test
    void subscribe_isRefusedTwice_andForUnknownEvents() {
      WireClient client = signIn(ALICE);
      ObjectNode event = object().put("event", "CC::AGENT-STATUS-CHANGE");
      assertThat(response(client.exec("subscribe", event)))
          .isEqualTo("+OK: subscribe CC::AGENT-STATUS-CHANGE");
      assertThat(response(client.exec("subscribe", event))).isEqualTo("-ERR: event subscribed!");
      assertThat(response(client.exec("subscribe", object().put("event", "NOTHING"))))
          .isEqualTo("-ERR: Event unregistered");
    }

    @Test
    void whoAmI_isAText() {
      assertThat(object(response(signIn(BOB).exec("api whoami", object()))).path("id").asString(""))
          .isEqualTo(BOB.account());
    }
  }

  @Nested
  class Queue {
    private WireClient agent() {
      WireClient agent = signIn(ALICE);
      for (String event :
          List.of(
              "MEMBER-QUEUE-START",
              "MEMBER-QUEUE-END",
              "AGENT-OFFERING",
              "AGENT-STATE-CHANGE",
              "BRIDGE-AGENT-START",
              "BRIDGE-AGENT-FAIL",
              "BRIDGE-AGENT-END")) {
        agent.exec("subscribe", object().put("event", "CC::" + event).put("all", true));
      }
      return agent;
    }

    private static List<String> order(WireClient agent) {
      return agent.seen().stream()
          .map(frame -> {
            String action = frame.path("CC-Action").asString("");
            String name = frame.path("Event-Name").asString("");
            String state = frame.path("CC-Agent-State").asString("");
            return !state.isEmpty()
                ? state
                : !action.isEmpty()
                    ? action
                    : List.of("CHANNEL_CREATE", "CHANNEL_ANSWER", "CHANNEL_HANGUP_COMPLETE")
                            .contains(name)
                        ? name
                        : "";
          })
          .filter(each -> !each.isEmpty())
          .toList();
    }

    @Test
    void call_answered_isToldInTheOrderOfTheQueueModule() {
      WireClient agent = agent();
      agent.exec("cc login", object());
      OutsideCall caller = server.control().callCallCentre(CUSTOMER, "John Doe", DOMAIN, null);
      JsonNode born = agent.await(event("CHANNEL_CREATE"));
      String leg = born.path("Unique-ID").asString("");
      assertThat(born.path("Channel-Call-UUID").asString("")).isEqualTo(leg);
      assertThat(born.has("Other-Leg-Unique-ID")).isFalse();
      assertThat(born.path("variable_cc_member_session_uuid").asString("")).isEqualTo(caller.id());
      assertThat(born.path("Caller-Caller-ID-Number").asString("")).isEqualTo(CUSTOMER);
      assertThat(server.control().pickUp(ALICE.number())).isTrue();
      agent.await(event("CC::BRIDGE-AGENT-START"));
      caller.hangUp();
      agent.await(
          event("CC::AGENT-STATE-CHANGE")
              .and(frame -> frame.path("CC-Agent-State").asString("").equals("Waiting")));
      assertThat(order(agent))
          .containsExactly(
              "member-queue-start",
              "Receiving",
              "agent-offering",
              "CHANNEL_CREATE",
              "CHANNEL_ANSWER",
              "bridge-agent-start",
              "In a queue call",
              "CHANNEL_HANGUP_COMPLETE",
              "bridge-agent-end",
              "member-queue-end",
              "Waiting");
    }

    @Test
    void call_agentRefuses_isOfferedAgain() {
      WireClient agent = agent();
      agent.exec("cc login", object());
      OutsideCall caller = server.control().callCallCentre(CUSTOMER, "John Doe", DOMAIN, null);
      String first = agent.await(event("CHANNEL_CREATE")).path("Unique-ID").asString("");
      assertThat(server.control().hangUpDesk(ALICE.number())).isTrue();
      assertThat(agent.await(event("CC::BRIDGE-AGENT-FAIL")).path("CC-Hangup-Cause").asString(""))
          .isEqualTo("CALL_REJECTED");
      agent.await(
          event("CHANNEL_CREATE")
              .and(frame -> !frame.path("Unique-ID").asString("").equals(first)));
      caller.hangUp();
      assertThat(agent.await(event("CC::MEMBER-QUEUE-END")).path("CC-Cause").asString(""))
          .isEqualTo("Cancel");
    }

    @Test
    void call_nobodyIsLoggedIn_waits() {
      WireClient agent = agent();
      server.control().callCallCentre(CUSTOMER, "John Doe", DOMAIN, Duration.ofMillis(400));
      assertThat(agent.await(event("CC::MEMBER-QUEUE-END")).path("CC-Cancel-Reason").asString(""))
          .isEqualTo("BREAK_OUT");
      assertThat(agent.seen(event("CHANNEL_CREATE"))).isEmpty();
    }
  }

  @Nested
  class Users {
    @Test
    void list_isATextInAnObject() {
      WireClient client = signIn(ALICE);
      JsonNode reply = client.exec("api account list", object().put("domain", DOMAIN));
      JsonNode users = object(reply.path("exec-response").path("response").asString(""));
      assertThat(users.propertyNames()).containsExactlyInAnyOrder("1000", "1001", "1009");
      assertThat(users.path("1000").path("online").asBoolean(false)).isTrue();
      assertThat(users.path("1001").path("online").asBoolean(false)).isFalse();
      assertThat(users.path("1000").path("agent").asString("")).isEqualTo("true");
    }

    @Test
    void list_withoutTheRight_isOneself() {
      JsonNode reply = signIn(GUEST).exec("api account list", object());
      assertThat(object(reply.path("exec-response").path("response").asString("")).propertyNames())
          .containsExactly("1009");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DND('lunch')", "DND lunch"})
    void status_inEitherSpelling_isToldToWhoMayRead(String value) {
      WireClient reader = signIn(ALICE);
      WireClient guest = signIn(GUEST);
      WireClient bob = signIn(BOB);
      JsonNode reply =
          bob.exec(
              "api account change",
              object().put("user", BOB.account()).put("param", "status").put("value", value));
      assertThat(complete(reply)).isEqualTo("+OK");
      assertThat(reply.path("exec-response").isObject()).isTrue();
      for (WireClient each : List.of(reader, bob)) {
        JsonNode told = each.await(event("ACCOUNT_STATUS"));
        assertThat(told.path("webitel-event-name").asString("")).isEqualTo("ACCOUNT_STATUS");
        assertThat(told.path("Account-Status").asString("")).isEqualTo("DND");
        assertThat(told.path("Account-Status-Descript").asString("")).isEqualTo("lunch");
        assertThat(told.path("presence_id").asString("")).isEqualTo(BOB.account());
      }
      assertThat(bob.await(event("USER_STATE")).path("User-State").asString(""))
          .isEqualTo("ONHOOK");
      assertThat(guest.seen(event("ACCOUNT_STATUS"))).isEmpty();
    }

    @Test
    void create_change_remove_changeTheDirectory() throws Exception {
      WireClient admin = signIn(ALICE);
      ObjectNode create = object().put("role", "user").put("param", "1005:pw@crm.test");
      create.putNull("attribute");
      assertThat(complete(admin.exec("api account create", create))).isEqualTo("+OK");
      admin.await(event("USER_CREATE"));
      JsonNode again = admin.exec("api account create", create);
      assertThat(complete(again)).isEqualTo("-ERR");
      assertThat(response(again)).isEqualTo("Number exists");
      ObjectNode change =
          object().put("user", "1005@crm.test").put("param", "password").put("value", "new");
      assertThat(complete(admin.exec("api account change", change))).isEqualTo("+OK");
      WireClient created = signIn(SwitchUser.of("1005", DOMAIN, "new", ""));
      assertThat(complete(admin.exec("api account remove", object().put("user", "1005@crm.test"))))
          .isEqualTo("+OK");
      assertThat(created.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1006);
      assertThat(response(admin.exec("api account remove", object().put("user", ALICE.account()))))
          .isEqualTo("Easy! it's YOU !!!");
    }

    @Test
    void firstSocketAndLastSocket_areToldToTheDomain() {
      WireClient watcher = signIn(ALICE);
      WireClient bob = signIn(BOB);
      assertThat(
              watcher
                  .await(
                      event("ACCOUNT_ONLINE")
                          .and(e -> e.path("User-ID").asString("").equals("1001")))
                  .path("webitel-event-name")
                  .asString(""))
          .isEqualTo("user");
      bob.close();
      watcher.await(event("ACCOUNT_OFFLINE"));
    }

    @Test
    void agent_logsInAndOut() {
      WireClient client = signIn(ALICE);
      client.exec("subscribe", object().put("event", "CC::AGENT-STATUS-CHANGE").put("all", true));
      assertThat(response(client.exec("cc login", object().put("status", "Available"))))
          .isEqualTo("+OK");
      assertThat(
              client.await(event("CC::AGENT-STATUS-CHANGE")).path("CC-Agent-Status").asString(""))
          .isEqualTo("Available");
      client.exec("cc logout", object());
      client.await(
          event("ACCOUNT_STATUS")
              .and(e -> e.path("Account-Agent-Status").asString("").equals("Logged Out")));
    }

    @Test
    void message_reachesTheOtherClient() {
      WireClient bob = signIn(BOB);
      JsonNode reply = signIn(ALICE).exec("sys_msg", object().put("to", "1001").put("body", "hi"));
      assertThat(response(reply)).isEqualTo("+OK: Message send.");
      JsonNode told = bob.await(event("WEBITEL-CUSTOM-MESSAGE"));
      assertThat(told.path("webitel-event-name").asString("")).isEqualTo("WEBITEL-CUSTOM");
      assertThat(told.path("from").asString("")).isEqualTo(ALICE.account());
      assertThat(told.path("body").asString("")).isEqualTo("hi");
    }
  }

  @Nested
  class Orders {
    private static final List<String> SIP_BIRTH =
        List.of("CREATE", "ORIGINATE", "PROGRESS", "DOWN→RINGING");

    @BeforeEach
    void signInFirst() {
      alice = signIn(ALICE);
    }

    private String incoming() {
      server.control().callFromOutside(CUSTOMER, "John Doe", "1000");
      return alice.await(event("CHANNEL_CREATE")).path("Unique-ID").asString("");
    }

    @Test
    void incoming_answered_endedByTheCaller() {
      String leg = incoming();
      JsonNode create = alice.await(event("CHANNEL_CREATE", leg));
      assertThat(create.path("Caller-Caller-ID-Number").asString("")).isEqualTo(CUSTOMER);
      assertThat(create.path("Caller-Callee-ID-Number").asString("")).isEqualTo("1000");
      assertThat(create.path("Channel-State").asString("")).isEqualTo("CS_INIT");
      assertThat(create.path("Channel-State-Number").asString("")).isEqualTo("2");
      assertThat(create.path("Call-Direction").asString("")).isEqualTo("outbound");
      assertThat(create.path("Caller-Logical-Direction").asString("")).isEqualTo("outbound");
      assertThat(create.path("Channel-HIT-Dialplan").asString("")).isEqualTo("false");
      assertThat(create.path("Channel-Call-UUID").asString(""))
          .isNotEqualTo(leg)
          .isEqualTo(create.path("Other-Leg-Unique-ID").asString(""));
      assertThat(create.path("variable_billsec").isNumber()).isTrue();
      alice.await(
          event("CHANNEL_CALLSTATE", leg)
              .and(e -> e.path("Channel-Call-State").asString("").equals("RINGING")));
      assertThat(server.control().pickUp("1000")).isTrue();
      JsonNode answer = alice.await(event("CHANNEL_ANSWER", leg));
      assertThat(answer.path("Channel-Call-State").asString(""))
          .as("still the old state")
          .isEqualTo("RINGING");
      assertThat(answer.path("Answer-State").asString("")).isEqualTo("answered");
      server.control().farEndHangsUp("1000");
      JsonNode complete = alice.await(event("CHANNEL_HANGUP_COMPLETE", leg));
      assertThat(complete.path("variable_hangup_cause").asString("")).isEqualTo("NORMAL_CLEARING");
      assertThat(complete.path("Channel-State-Number").asString("")).isEqualTo("11");
      assertThat(complete.path("Channel-Call-UUID").asString(""))
          .as("the call id has fallen back")
          .isEqualTo(leg);
      assertThat(complete.path("Other-Leg-Unique-ID").asString(""))
          .isEqualTo(create.path("Channel-Call-UUID").asString(""));
      assertThat(
              alice
                  .await(event("CHANNEL_HANGUP", leg))
                  .path("Caller-Channel-Hangup-Time")
                  .asString(""))
          .isEqualTo("0");
      assertThat(complete.path("Caller-Channel-Hangup-Time").asString("")).hasSize(16);
      alice.await(event("CHANNEL_DESTROY", leg));
      assertThat(order(alice, leg))
          .isEqualTo(then(then(SIP_BIRTH, "ANSWER", "RINGING→ACTIVE", "CALL_UPDATE"), END));
    }

    @ParameterizedTest
    @CsvSource({"'',NORMAL_CLEARING", "USER_BUSY,USER_BUSY"})
    void incoming_refusedByCommand(String cause, String told) {
      String leg = incoming();
      ObjectNode args = channel(leg);
      if (!cause.isEmpty()) {
        args.put("cause", cause);
      }
      assertThat(response(alice.exec("hangup", args))).isEqualTo("+OK\n");
      assertThat(
              alice
                  .await(event("CHANNEL_HANGUP_COMPLETE", leg))
                  .path("variable_hangup_cause")
                  .asString(""))
          .isEqualTo(told);
      alice.await(event("CHANNEL_DESTROY", leg));
      assertThat(order(alice, leg))
          .isEqualTo(then(SIP_BIRTH, "HANGUP", "RINGING→HANGUP", "HANGUP_COMPLETE", "DESTROY"));
    }

    @Test
    void incoming_notAnswered_endsWithTheRingTime() {
      String leg = incoming();
      assertThat(
              alice
                  .await(event("CHANNEL_HANGUP_COMPLETE", leg))
                  .path("variable_hangup_cause")
                  .asString(""))
          .isEqualTo("NO_ANSWER");
    }

    @Test
    void incoming_atTheWebPhone_ringsBeforeItIsCreated() {
      try (WireClient phone = new WireClient(server.vertoUrl())) {
        phone.rpc("login", object().put("login", ALICE.account()).put("passwd", "s3cret"));
        String leg = incoming();
        assertThat(phone.awaitRequest("verto.invite").path("params").path("callID").asString(""))
            .isEqualTo(leg);
        assertThat(order(alice, leg))
            .isEqualTo(List.of("PROGRESS", "DOWN→RINGING", "CREATE", "ORIGINATE"));
        assertThat(
                alice
                    .await(event("CHANNEL_CREATE", leg))
                    .path("Caller-Destination-Number")
                    .asString(""))
            .startsWith("u:");
      }
    }

    @Test
    void clickToCall_answeredByRobot_endedByFarSide() {
      ObjectNode args =
          object()
              .put("extension", "00380")
              .put("user", ALICE.account())
              .put("auto_answer_param", "sip_auto_answer=true");
      JsonNode reply = alice.exec("call", args);
      String leg = alice.await(event("CHANNEL_CREATE")).path("Unique-ID").asString("");
      assertThat(response(reply)).isEqualTo("+OK " + leg + "\n");
      JsonNode create = alice.await(event("CHANNEL_CREATE", leg));
      assertThat(create.path("variable_w_jsclient_originate_number").asString(""))
          .isEqualTo("00380");
      assertThat(create.path("Caller-Caller-ID-Number").asString("")).isEqualTo("00380");
      assertThat(create.path("Caller-Callee-ID-Number").asString("")).isEqualTo("1000");
      assertThat(create.path("Channel-Call-UUID").asString("")).isEqualTo(leg);
      JsonNode bridge = alice.await(event("CHANNEL_BRIDGE", leg));
      assertThat(bridge.path("Caller-Caller-ID-Number").asString("")).isEqualTo("1000");
      assertThat(bridge.path("Caller-Callee-ID-Number").asString("")).isEqualTo("00380");
      assertThat(bridge.path("Channel-HIT-Dialplan").asString("")).isEqualTo("true");
      assertThat(bridge.path("Other-Leg-Unique-ID").asString(""))
          .isEqualTo(bridge.path("Bridge-B-Unique-ID").asString(""))
          .isNotEmpty();
      server.control().farEndHangsUp("1000");
      alice.await(event("CHANNEL_DESTROY", leg));
      assertThat(order(alice, leg))
          .as("a phone that answers by itself never rings")
          .isEqualTo(
              then(
                  List.of(
                      "CREATE",
                      "ORIGINATE",
                      "ANSWER",
                      "DOWN→ACTIVE",
                      "CALL_UPDATE",
                      "ACTIVE→RING_WAIT",
                      "RING_WAIT→ACTIVE",
                      "BRIDGE",
                      "UNBRIDGE"),
                  END));
    }

    @Test
    void clickToCall_farSideBusy_isAnAnsweredLegWithoutBridge() {
      alice.exec(
          "call",
          object()
              .put("extension", "01")
              .put("user", ALICE.account())
              .put("auto_answer_param", "sip_auto_answer=true"));
      JsonNode complete = alice.await(event("CHANNEL_HANGUP_COMPLETE"));
      assertThat(complete.path("variable_hangup_cause").asString("")).isEqualTo("USER_BUSY");
      assertThat(complete.path("Caller-Channel-Answered-Time").asString("")).isNotEqualTo("0");
      assertThat(alice.seen(event("CHANNEL_BRIDGE"))).isEmpty();
    }

    @Test
    void clickToCall_ownPhoneBusy_hasEventsBeforeItsReply() {
      server.control().deskPhone("1000", Manner.BUSY);
      JsonNode reply =
          alice.exec("call", object().put("extension", "00").put("user", ALICE.account()));
      assertThat(complete(reply)).isEqualTo("-ERR");
      assertThat(response(reply)).isEqualTo("-ERR USER_BUSY\n");
      List<JsonNode> frames = alice.seen();
      int end = frames.indexOf(alice.seen(event("CHANNEL_HANGUP_COMPLETE")).getFirst());
      assertThat(end).isNotNegative().isLessThan(frames.indexOf(reply));
    }

    @Test
    void clickToCall_ownPhoneUnregistered_hasNoEventAtAll() {
      server.control().registerDesk("1000", false);
      assertThat(
              response(
                  alice.exec("call", object().put("extension", "00").put("user", ALICE.account()))))
          .isEqualTo("-ERR USER_NOT_REGISTERED\n");
      assertThat(
              response(
                  alice.exec("call", object().put("extension", "00").put("user", "77@crm.test"))))
          .isEqualTo("-ERR SUBSCRIBER_ABSENT\n");
      assertThat(alice.seen(event("CHANNEL_CREATE"))).isEmpty();
    }

    @Test
    void clickToCall_ownPhoneRings_untilSomebodyAnswers() {
      alice.send(
          "{\"exec-uuid\":\"late\",\"exec-func\":\"call\",\"exec-args\":{\"extension\":\"00\",\"user\":\"1000@crm.test\"}}");
      alice.await(
          event("CHANNEL_CALLSTATE")
              .and(e -> e.path("Channel-Call-State").asString("").equals("RINGING")));
      assertThat(alice.seen(frame -> frame.path("exec-uuid").asString("").equals("late")))
          .isEmpty();
      server.control().pickUp("1000");
      alice.await(frame -> frame.path("exec-uuid").asString("").equals("late"));
    }

    @Test
    void webPhoneDials_farSideAnswers() {
      try (WireClient phone = new WireClient(server.vertoUrl())) {
        phone.rpc("login", object().put("login", ALICE.account()).put("passwd", "s3cret"));
        ObjectNode invite = object().put("sdp", "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n");
        invite
            .putObject("dialogParams")
            .put("callID", "my-call")
            .put("destination_number", "00380")
            .put("caller_id_name", "Alice")
            .put("caller_id_number", "1000")
            .put("remote_caller_id_name", "Outbound Call")
            .put("remote_caller_id_number", "00380");
        phone.rpc("verto.invite", invite);
        JsonNode create = alice.await(event("CHANNEL_CREATE", "my-call"));
        assertThat(create.path("Call-Direction").asString("")).isEqualTo("inbound");
        assertThat(create.path("Channel-HIT-Dialplan").asString("")).isEqualTo("true");
        assertThat(create.path("Channel-Call-UUID").asString("")).isEqualTo("my-call");
        alice.await(event("CHANNEL_BRIDGE", "my-call"));
        assertThat(order(alice, "my-call"))
            .isEqualTo(
                List.of(
                    "CREATE",
                    "DOWN→RINGING",
                    "PROGRESS_MEDIA",
                    "RINGING→EARLY",
                    "ANSWER",
                    "EARLY→ACTIVE",
                    "BRIDGE"));
      }
    }

    @Test
    void farEarlyMedia_bridgesBeforeTheAnswer() {
      server.control().dialOnDesk("1000", "09380");
      String leg = alice.await(event("CHANNEL_CREATE")).path("Unique-ID").asString("");
      JsonNode bridge = alice.await(event("CHANNEL_BRIDGE", leg));
      assertThat(bridge.path("Answer-State").asString("")).isEqualTo("early");
      alice.await(event("CHANNEL_ANSWER", leg));
      assertThat(order(alice, leg).indexOf("BRIDGE"))
          .isLessThan(order(alice, leg).indexOf("ANSWER"));
    }

    @Test
    void holdAndResume_byCommand() {
      String leg = talking();
      assertThat(response(alice.exec("hold", channel(leg)))).isEqualTo("+OK Success\n");
      assertThat(response(alice.exec("hold", channel(leg)))).isEqualTo("-ERR Operation failed\n");
      assertThat(response(alice.exec("unhold", channel(leg)))).isEqualTo("+OK Success\n");
      assertThat(response(alice.exec("unhold", channel(leg)))).isEqualTo("-ERR Operation failed\n");
      assertThat(response(alice.exec("hold", channel(leg + "," + leg))))
          .as("joined ids are one unknown channel")
          .isEqualTo("+OK Success\n");
      alice.await(
          2,
          event("CHANNEL_CALLSTATE", leg)
              .and(e -> e.path("Channel-Call-State").asString("").equals("ACTIVE")));
      List<String> order = order(alice, leg);
      assertThat(order.subList(order.indexOf("ACTIVE→HELD"), order.size()))
          .isEqualTo(List.of("ACTIVE→HELD", "HOLD", "HELD→UNHELD", "UNHOLD", "UNHELD→ACTIVE"));
    }

    @Test
    void hold_ofAWebPhone_leavesItActive() {
      try (WireClient phone = new WireClient(server.vertoUrl())) {
        phone.rpc("login", object().put("login", ALICE.account()).put("passwd", "s3cret"));
        String leg = incoming();
        ObjectNode answer = object().put("sdp", "v=0\r\n");
        answer.putObject("dialogParams").put("callID", leg);
        phone.rpc("verto.answer", answer);
        assertThat(response(alice.exec("hold", channel(leg)))).isEqualTo("+OK Success\n");
        assertThat(alice.await(event("CHANNEL_HOLD", leg)).path("Channel-Call-State").asString(""))
            .isEqualTo("ACTIVE");
        assertThat(response(alice.exec("unhold", channel(leg))))
            .isEqualTo("-ERR Operation failed\n");
      }
    }

    @Test
    void dtmf_isOneEventPerDigit_afterTheReply() {
      String leg = talking();
      JsonNode reply = alice.exec("dtmf", channel(leg).put("digits", "12"));
      assertThat(response(reply)).isEqualTo("+OK " + leg + " received DTMF 12.\n");
      assertThat(alice.await(2, event("DTMF", leg)))
          .extracting(each -> each.path("DTMF-Digit").asString(""))
          .containsExactly("1", "2");
      assertThat(server.control().heardByFarEnd("1000")).isEqualTo("12");
      assertThat(response(alice.exec("dtmf", channel("nobody").put("digits", "1"))))
          .isEqualTo("-ERR Cannot locate session!\n");
    }

    @Test
    void blindTransfer_endsTheOwnLeg_andRingsTheColleague() {
      WireClient bob = signIn(BOB);
      String leg = talking();
      String customer =
          alice.await(event("CHANNEL_CREATE", leg)).path("Other-Leg-Unique-ID").asString("");
      JsonNode reply = alice.exec("transfer", channel(customer).put("destination", "1001"));
      assertThat(response(reply)).isEqualTo("+OK\n");
      alice.await(event("CHANNEL_DESTROY", leg));
      List<JsonNode> frames = alice.seen();
      assertThat(frames.indexOf(reply))
          .isLessThan(frames.indexOf(alice.seen(event("CHANNEL_HANGUP", leg)).getFirst()));
      JsonNode create = bob.await(event("CHANNEL_CREATE"));
      assertThat(create.path("Caller-Caller-ID-Number").asString("")).isEqualTo(CUSTOMER);
      server.control().pickUp("1001");
      bob.await(event("CHANNEL_ANSWER"));
    }

    @Test
    void consultation_completed() {
      Consultation consultation = consult();
      ObjectNode complete =
          object()
              .put("channel-uuid-leg-a", consultation.first())
              .put("channel-uuid-leg-b", consultation.customer())
              .put("channel-uuid-leg-c", consultation.third())
              .put("channel-uuid-leg-d", consultation.second());
      assertThat(response(alice.exec("att_xfer_bridge", complete)))
          .isEqualTo("+OK " + consultation.third() + "\n");
      for (String own : List.of(consultation.first(), consultation.second())) {
        JsonNode end = alice.await(event("CHANNEL_HANGUP_COMPLETE", own));
        assertThat(end.path("variable_w_transfer_result").asString("")).isEqualTo("confirmed");
        assertThat(end.path("variable_hangup_cause").asString("")).isEqualTo("NORMAL_CLEARING");
        alice.await(event("CHANNEL_DESTROY", own));
      }
      List<String> first = order(alice, consultation.first());
      assertThat(first.subList(first.indexOf("HELD→UNHELD"), first.size()))
          .isEqualTo(
              List.of(
                  "HELD→UNHELD",
                  "UNHOLD",
                  "HANGUP",
                  "UNHELD→HANGUP",
                  "HANGUP_COMPLETE",
                  "DESTROY"));
      assertThat(order(alice, consultation.second()))
          .endsWith("UNBRIDGE", "HANGUP", "ACTIVE→HANGUP", "HANGUP_COMPLETE", "DESTROY");
    }

    @Test
    void consultation_cancelled_leavesTheFirstCallHeld() {
      Consultation consultation = consult();
      ObjectNode cancel =
          object()
              .put("channel-uuid-leg-a", consultation.first())
              .put("channel-uuid-leg-b", consultation.customer())
              .put("channel-uuid-leg-c", consultation.second());
      assertThat(response(alice.exec("att_xfer_cancel", cancel))).isEqualTo("+OK\n");
      JsonNode end = alice.await(event("CHANNEL_HANGUP_COMPLETE", consultation.second()));
      assertThat(end.has("variable_w_transfer_result")).isFalse();
      assertThat(order(alice, consultation.first())).endsWith("ACTIVE→HELD", "HOLD");
      assertThat(response(alice.exec("unhold", channel(consultation.first()))))
          .isEqualTo("+OK Success\n");
    }

    @Test
    void customer_hangingUpDuringTheConsultation_isResumedFirst() {
      Consultation consultation = consult();
      alice.exec("hangup", channel(consultation.customer()));
      alice.await(event("CHANNEL_DESTROY", consultation.first()));
      assertThat(order(alice, consultation.first()))
          .endsWith(
              "HELD→UNHELD", "UNHOLD", "HANGUP", "UNHELD→HANGUP", "HANGUP_COMPLETE", "DESTROY");
      assertThat(server.control().legs("1000")).containsExactly(consultation.second());
    }

    @Test
    void consultation_completedWhileTheThirdRings() {
      WireClient bob = signIn(BOB);
      Consultation consultation = consult("1001", false);
      String third = bob.await(event("CHANNEL_CREATE")).path("Unique-ID").asString("");
      ObjectNode complete =
          object()
              .put("channel-uuid-leg-a", consultation.first())
              .put("channel-uuid-leg-b", consultation.customer())
              .put("channel-uuid-leg-c", third)
              .put("channel-uuid-leg-d", consultation.second());
      alice.exec("att_xfer_bridge", complete);
      assertThat(
              alice
                  .await(event("CHANNEL_HANGUP_COMPLETE", consultation.second()))
                  .path("variable_hangup_cause")
                  .asString(""))
          .isEqualTo("ORIGINATOR_CANCEL");
      assertThat(
              alice
                  .await(event("CHANNEL_HANGUP_COMPLETE", consultation.first()))
                  .path("variable_hangup_cause")
                  .asString(""))
          .isEqualTo("NORMAL_CLEARING");
      server.control().pickUp("1001");
      bob.await(event("CHANNEL_ANSWER", third));
      alice.exec("hangup", channel(consultation.customer()));
      bob.await(event("CHANNEL_HANGUP_COMPLETE", third));
    }

    private record Consultation(String first, String customer, String second, String third) {}

    private Consultation consult() {
      return consult("00381", true);
    }

    private Consultation consult(String number, boolean answered) {
      String first = talking();
      String customer =
          alice.await(event("CHANNEL_CREATE", first)).path("Other-Leg-Unique-ID").asString("");
      alice.exec("hold", channel(first));
      ObjectNode args =
          channel(first)
              .put("extension", number + "@crm.test")
              .put("user", ALICE.account())
              .put("parent_call_uuid", customer);
      args.putArray("auto_answer_param").add("sip_auto_answer=true");
      String second = response(alice.exec("att_xfer2", args)).substring("+OK ".length()).trim();
      JsonNode create = alice.await(event("CHANNEL_CREATE", second));
      assertThat(create.path("variable_w_jsclient_xtransfer").asString("")).isEqualTo(customer);
      assertThat(create.path("variable_w_jsclient_originate_number").asString(""))
          .isEqualTo(number);
      String third =
          answered
              ? alice
                  .await(event("CHANNEL_BRIDGE", second))
                  .path("Other-Leg-Unique-ID")
                  .asString("")
              : "";
      return new Consultation(first, customer, second, third);
    }

    private String talking() {
      String leg = incoming();
      server.control().pickUp("1000");
      alice.await(
          event("CHANNEL_CALLSTATE", leg)
              .and(e -> e.path("Channel-Call-State").asString("").equals("ACTIVE")));
      return leg;
    }

    @Test
    void channels_listDumpAndVariables_tellOfTheCall() {
      assertThat(alice.exec("show_channel", object().put("domain", DOMAIN)).path("exec-response"))
          .hasToString("{\"row_count\":0}");
      String leg = talking();
      JsonNode table =
          alice.exec("show_channel", object().put("domain", DOMAIN)).path("exec-response");
      assertThat(table.path("row_count").asInt(-1)).isEqualTo(2);
      assertThat(table.path("rows").valueStream().map(row -> row.path("presence_id").asString("")))
          .contains(ALICE.account());
      JsonNode dump = object(response(alice.exec("channel_dump", object().put("uuid", leg))));
      assertThat(dump.path("Unique-ID").asString("")).isEqualTo(leg);
      ObjectNode variable = channel(leg).put("variable", "colour");
      assertThat(response(alice.exec("getvar", variable))).isEqualTo("_undef_");
      assertThat(response(alice.exec("setvar", variable.deepCopy().put("value", "blue"))))
          .isEqualTo("+OK\n");
      assertThat(response(alice.exec("getvar", variable))).isEqualTo("blue");
    }

    @Test
    void logout_stopsCallEvents() throws Exception {
      assertThat(response(alice.exec("logout", object()))).isEqualTo("+OK: logged: false");
      server.control().callFromOutside(CUSTOMER, "John Doe", "1000");
      Thread.sleep(200);
      assertThat(alice.seen(event("CHANNEL_CREATE"))).isEmpty();
    }

    @Test
    void restartOfTheEventServer_leavesCallsAlone() throws Exception {
      String leg = talking();
      server.control().restartEventServer();
      assertThat(alice.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1006);
      alice = signIn(ALICE);
      assertThat(
              alice
                  .exec("show_channel", object().put("domain", DOMAIN))
                  .path("exec-response")
                  .path("row_count")
                  .asInt(-1))
          .isEqualTo(2);
      alice.exec("hangup", channel(leg));
      alice.await(event("CHANNEL_DESTROY", leg));
    }

    @Test
    void subscribedEvents_areWhole_andHaveTheirPrefix() {
      alice.exec("subscribe", object().put("event", "SE:CHANNEL_BRIDGE").put("all", true));
      talking();
      JsonNode bridge = alice.await(event("SE:CHANNEL_BRIDGE"));
      assertThat(bridge.path("webitel-event-name").asString("")).isEqualTo("server");
      assertThat(bridge.has("Core-UUID")).isTrue();
      assertThat(alice.seen(event("CHANNEL_BRIDGE")))
          .as("leg A is the customer's, so the agent himself sees no bridge")
          .isEmpty();
    }

    @Test
    void recording_isServedInRanges_toWhoShowsAToken() throws Exception {
      String leg = talking();
      String call =
          alice.await(event("CHANNEL_CREATE", leg)).path("Channel-Call-UUID").asString("");
      server.control().farEndHangsUp("1000");
      alice.await(event("CHANNEL_DESTROY", leg));
      String link = response(alice.exec("cdr_get_record_link", object().put("uuid", call)));
      assertThat(link)
          .startsWith("http://127.0.0.1:")
          .contains("/api/v2/files/" + call + "?x_key=");
      HttpResponse<byte[]> whole = get(link, "");
      assertThat(whole.statusCode()).isEqualTo(200);
      assertThat(whole.headers().firstValue("Content-Type")).hasValue("audio/wav");
      assertThat(new String(whole.body(), 0, 4)).isEqualTo("RIFF");
      HttpResponse<byte[]> part = get(link, "bytes=4-11");
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).hasSize(8).endsWith('W', 'A', 'V', 'E');
      assertThat(part.headers().firstValue("Content-Range"))
          .hasValue("bytes 4-11/" + whole.body().length);
      assertThat(get(link, "bytes=999999999-").statusCode()).isEqualTo(416);
      assertThat(get(link.replaceAll("access_token=.*", "access_token=x"), "").statusCode())
          .isEqualTo(401);
      server.control().expireTokens();
      assertThat(get(link, "").statusCode()).isEqualTo(401);
      assertThat(
              get(response(alice.exec("cdr_get_record_link", object().put("uuid", call))), "")
                  .statusCode())
          .isEqualTo(200);
      JsonNode guest = signIn(GUEST).exec("cdr_get_record_link", object().put("uuid", call));
      assertThat(response(guest)).isEqualTo("-ERR: Permission denied!");
    }

    private static HttpResponse<byte[]> get(String link, String range)
        throws IOException, InterruptedException {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(link));
      if (!range.isEmpty()) {
        request.header("Range", range);
      }
      try (HttpClient http = HttpClient.newHttpClient()) {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      }
    }
  }
}
