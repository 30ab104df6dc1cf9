package dev.hookswitch.messaging.clients;

import static dev.hookswitch.messaging.clients.PublishedClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.Line;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A client that knows the published envelope alone works with the service. */
class PublishedEnvelopeTest {
  /** Bits of a later date are above them, and no matter to a client that does not know them. */
  private static final int PUBLISHED_FEATURES = 0x3fff;

  private static final String IN = "1d96a65f-2131-4916-8825-2d142b1000b2";
  private static final String OUT = "53f71b5f-7e17-4cf5-bf14-6a59212db422";
  private static final int ALERTING = 1;
  private static final int CONNECTED = 2;
  private static final int HELD = 3;
  private static final int CAN_ANSWER = 0x4;
  private static final int CAN_UNHOLD = 0x20;
  private static final int CAN_COMPLETE = 0x80;
  private static final int CAN_CONSULT = 0x200;
  private static final int COMMAND_ERROR = 3;
  private static final int NOT_IMPLEMENTED = 4;

  private static TmsBed bed;
  private static int numbers = 300;
  private Line line;
  private PublishedClient client;

  @BeforeAll
  static void start() {
    bed = new TmsBed();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @BeforeEach
  void signIn() {
    line = bed.lineHere(String.valueOf(++numbers));
    client = new PublishedClient(bed.address());
    client.signIn(line.number().dialled(), token());
    client.connected();
  }

  @AfterEach
  void leave() {
    client.close();
  }

  private String token() {
    return bed.tokens().issue("user of " + line.number(), List.of(line));
  }

  private JsonNode calls(String number) {
    client.accepted(client.send("MakeCall", object().put("targetAddress", number)));
    JsonNode ringing =
        client.sawCall(
            PublishedClient.RING_STARTED, call -> call.path("calledId").asString().equals(number));
    assertThat(ringing.path("direction").asString()).isEqualTo(OUT);
    assertThat(ringing.path("callerId").asString()).isEqualTo(line.number().dialled());
    assertThat(ringing.path("deviceId").asString()).isEqualTo(line.number().dialled());
    JsonNode talking =
        client.sawCall(PublishedClient.COMMUTATION_STARTED, ringing.path("id").asString());
    assertThat(talking.path("state").asInt()).isEqualTo(CONNECTED);
    return talking;
  }

  @Test
  void signIn_goodToken_tellsWhatTheLineCan() {
    int features =
        PublishedClient.content(client.saw(PublishedClient.LINE_STATE_CHANGED))
            .path("callFeaturesSet")
            .asInt();
    assertThat(features & PUBLISHED_FEATURES).isEqualTo(0x2);
    assertThat(client.saw(PublishedClient.AGENT_STATE_CHANGED).path("content").asString())
        .isEqualTo("ready");
  }

  @Test
  void incomingCall_answeredHeldResumedDropped_isToldAsPublished() {
    bed.pbx().peer().calls(line);
    JsonNode ringing = client.sawCall(PublishedClient.RING_STARTED, _ -> true);
    String id = ringing.path("id").asString();
    assertThat(ringing.path("direction").asString()).isEqualTo(IN);
    assertThat(ringing.path("state").asInt()).isEqualTo(ALERTING);
    client.sawFeature(id, CAN_ANSWER);

    client.accepted(client.send("AnswerCall", object(), ringing));
    client.sawCall(PublishedClient.COMMUTATION_STARTED, id);
    client.accepted(client.send("HoldCall", object(), ringing));
    JsonNode held = client.sawCall(PublishedClient.PUT_HOLD_ACTION, id);
    assertThat(held.path("state").asInt()).isEqualTo(HELD);
    client.sawFeature(id, CAN_UNHOLD);
    client.accepted(client.send("HoldCall", object(), ringing));
    client.sawCall(PublishedClient.END_HOLD_ACTION, id);
    client.accepted(client.send("SendDtmf", object().put("digits", "12#"), ringing));
    assertThat(client.saw(PublishedClient.DTMF_ENTERED).path("content").asString())
        .isEqualTo("12#");
    client.accepted(client.send("DropCall", object(), ringing));
    client.sawCall(PublishedClient.RING_FINISHED, id);
  }

  @Test
  void consultation_completed_transfersTheCall() {
    JsonNode main = calls("00");
    client.sawFeature(main.path("id").asString(), CAN_CONSULT);
    client.accepted(client.send("MakeConsultCall", object().put("targetAddress", "001"), main));
    JsonNode second =
        client.sawCall(
            PublishedClient.RING_STARTED, call -> call.path("calledId").asString().equals("001"));
    client.sawCall(PublishedClient.PUT_HOLD_ACTION, main.path("id").asString());
    client.sawCall(PublishedClient.COMMUTATION_STARTED, second.path("id").asString());
    client.sawFeature(main.path("id").asString(), CAN_COMPLETE);

    client.accepted(
        client.send("TransferCall", object().put("consultationCall", second.toString()), main));

    client.sawCall(PublishedClient.RING_FINISHED, main.path("id").asString());
    client.sawCall(PublishedClient.RING_FINISHED, second.path("id").asString());
  }

  @Test
  void consultation_cancelled_goesBackToTheCall() {
    JsonNode main = calls("00");
    client.sawFeature(main.path("id").asString(), CAN_CONSULT);
    client.accepted(client.send("MakeConsultCall", object().put("targetAddress", "001"), main));
    JsonNode second =
        client.sawCall(
            PublishedClient.RING_STARTED, call -> call.path("calledId").asString().equals("001"));
    client.sawCall(PublishedClient.COMMUTATION_STARTED, second.path("id").asString());

    client.accepted(
        client.send(
            "CancelTransfer",
            object().put("currentCall", main.toString()).put("consultCall", second.toString())));

    client.sawCall(PublishedClient.RING_FINISHED, second.path("id").asString());
    client.sawCall(PublishedClient.END_HOLD_ACTION, main.path("id").asString());
  }

  @Test
  void blindTransfer_whileTalking_leavesTheCall() {
    JsonNode main = calls("00");
    client.accepted(client.send("BlindTransferCall", object().put("targetAddress", "001"), main));
    client.sawCall(PublishedClient.RING_FINISHED, main.path("id").asString());
  }

  @Test
  void setMsgUserState_offered_isTold() {
    client.accepted(
        client.send("SetMsgUserState", object().put("code", "away").put("reason", "lunch")));
    client.saw(
        PublishedClient.AGENT_STATE_CHANGED,
        frame -> frame.path("content").asString().equals("away"));
    client.accepted(client.send("SetMsgUserState", object().put("code", "ready")));
    client.refused(
        client.send("SetMsgUserState", object().put("code", "no such state")), COMMAND_ERROR);
  }

  @Test
  void commands_thatMeanNothing_areNotImplemented() {
    for (String command : List.of("SetDnd", "Hookup", "SetLogFilePath", "SetWrapUpUserState")) {
      client.refused(client.send(command, object()), NOT_IMPLEMENTED);
    }
    client.refused(client.send("MakeTea", object()), COMMAND_ERROR);
  }

  @Test
  void commandsOnNoCall_areRefusedWithAReason() {
    JsonNode unknown = object().put("id", "unknown");
    assertThat(
            client
                .refused(client.send("DropCall", object(), unknown), COMMAND_ERROR)
                .path("internalErrorCode")
                .asString())
        .isEqualTo("UNKNOWN_CALL");
  }

  @Test
  void snapshot_onAnotherSocket_showsTheCallThatWentOn() {
    JsonNode call = calls("00");
    String before = client.connection();
    client.cut();

    try (var again = new PublishedClient(bed.address())) {
      again.loadLibrary();
      again.connection(before);
      again.send(
          "RegisterConnectionSession",
          object().put("sessionServiceParams", object().put("AccessToken", token()).toString()));
      assertThat(again.connected().connection()).isEqualTo(before);
      again.accepted(again.send("QueryActiveCallSnapshot", object()));
      JsonNode snapshot = PublishedClient.content(again.saw(PublishedClient.ACTIVE_CALL_SNAPSHOT));
      assertThat(snapshot.path("ActiveCalls")).hasSize(1);
      assertThat(snapshot.path("CurrentCall").path("id")).isEqualTo(call.path("id"));
      again.accepted(again.send("DropCall", object(), call));
      again.sawCall(PublishedClient.RING_FINISHED, call.path("id").asString());
    }
  }

  @Test
  void twoClients_oneLine_bothHearAndMayAct() {
    try (var second = new PublishedClient(bed.address())) {
      second.signIn(line.number().dialled(), token());
      second.connected();
      JsonNode call = calls("00");
      second.sawCall(PublishedClient.COMMUTATION_STARTED, call.path("id").asString());
      second.accepted(second.send("DropCall", object(), call));
      client.sawCall(PublishedClient.RING_FINISHED, call.path("id").asString());
    }
  }

  @Test
  void phoneSystem_lost_isToldAndOpenedAgainWithTheCallThatWentOn() {
    JsonNode call = calls("00");
    bed.pbx().loses(line.number());
    client.saw(PublishedClient.DISCONNECTED);
    client.refused(client.send("QueryLineState", object()), 2);
    client.forget();

    client.openConnection(line.number().dialled(), token());
    client.connected();
    client.accepted(client.send("QueryActiveCallSnapshot", object()));
    assertThat(
            PublishedClient.content(client.saw(PublishedClient.ACTIVE_CALL_SNAPSHOT))
                .path("CurrentCall")
                .path("id"))
        .isEqualTo(call.path("id"));
    client.accepted(client.send("DropCall", object(), call));
    client.sawCall(PublishedClient.RING_FINISHED, call.path("id").asString());
  }

  @Test
  void closeConnection_thenCommand_isRefused() {
    client.accepted(client.send("CloseConnection", object()));
    client.refused(client.send("QueryLineState", object()), 2);
  }
}
