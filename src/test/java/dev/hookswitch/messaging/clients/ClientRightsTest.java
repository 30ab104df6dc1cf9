package dev.hookswitch.messaging.clients;

import static dev.hookswitch.messaging.clients.PublishedClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.Line;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.LinesChanged;
import dev.hookswitch.tms.TmsTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** One user never sees or touches another user's line, whatever a client says. */
class ClientRightsTest {
  private static final int OPEN_CONNECTION_ERROR = 2;
  private static final int COMMAND_ERROR = 3;
  private static final int AUTHENTICATION_ERROR = 6;
  private static final int POLICY_VIOLATION = 1008;
  private static final byte[] KEY = new byte[TmsTokens.KEY_BYTES];

  private static TmsBed bed;
  private static int numbers = 55_500_500;
  private Line annas;
  private Line boris;
  private PublishedClient anna;
  private PublishedClient spy;

  @BeforeAll
  static void start() {
    bed = new TmsBed("--hookswitch.messaging.token-key=" + Base64.getEncoder().encodeToString(KEY));
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @BeforeEach
  void signIn() {
    annas = bed.lineHere(String.valueOf(++numbers));
    boris = bed.lineHere(String.valueOf(++numbers));
    anna = new PublishedClient(bed.address());
    anna.signIn(annas.number().dialled(), tokenOf(annas));
    anna.connected();
    spy = new PublishedClient(bed.address());
    spy.loadLibrary();
  }

  @AfterEach
  void leave() {
    anna.close();
    spy.close();
  }

  private static String tokenOf(Line line) {
    return bed.tokens().issue("user of " + line.number(), List.of(line));
  }

  private JsonNode annasCall() {
    anna.accepted(anna.send("MakeCall", object().put("targetAddress", "00")));
    JsonNode ringing = anna.sawCall(PublishedClient.RING_STARTED, _ -> true);
    return anna.sawCall(PublishedClient.COMMUTATION_STARTED, ringing.path("id").asString());
  }

  private void spySawNothing() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(spy.frames().toString())
        .doesNotContain(annas.number().dialled())
        .doesNotContain(anna.connection());
  }

  @TestFactory
  Stream<DynamicTest> openConnection_tokenThatIsNone_isRefusedAndOver() {
    TmsTokens yesterday =
        new TmsTokens(KEY, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6)));
    byte[] another = new byte[TmsTokens.KEY_BYTES];
    another[0] = 1;
    TmsTokens forger = new TmsTokens(another, Clock.systemUTC());
    String good = tokenOf(annas);
    String changed =
        good.substring(0, 40) + (good.charAt(40) == 'A' ? 'B' : 'A') + good.substring(41);
    return Stream.of(
            List.of("none", ""),
            List.of("nonsense", "x"),
            List.of("no Base64", "§§§§"),
            List.of("expired", yesterday.issue("anna", List.of(annas))),
            List.of("forged", forger.issue("anna", List.of(annas))),
            List.of("changed", changed),
            List.of("cut", good.substring(0, good.length() - 8)),
            List.of("for another line", tokenOf(boris)))
        .map(of ->
            DynamicTest.dynamicTest(
                of.getFirst(),
                () -> {
                  try (var client = new PublishedClient(bed.address())) {
                    client.loadLibrary();
                    client.openConnection(annas.number().dialled(), of.getLast());
                    JsonNode error = PublishedClient.content(client.saw(PublishedClient.ERROR));
                    assertThat(error.path("errorType").asInt()).isEqualTo(AUTHENTICATION_ERROR);
                    assertThat(error.toString()).doesNotContain(annas.id().toString());
                    assertThat(client.sawClosed()).isEqualTo(POLICY_VIOLATION);
                  }
                }));
  }

  @Test
  void commands_connectionOfSomebodyElse_areRefusedAndDoNothing() throws InterruptedException {
    JsonNode call = annasCall();
    spy.connection(anna.connection());
    for (String command :
        List.of("DropCall", "HoldCall", "QueryActiveCallSnapshot", "CloseConnection", "MakeCall")) {
      spy.refused(
          spy.send(command, object().put("targetAddress", "00"), call), OPEN_CONNECTION_ERROR);
    }
    spySawNothing();
    assertThat(anna.frames())
        .noneMatch(frame -> frame.path("eventType").asInt() == PublishedClient.RING_FINISHED);
    anna.accepted(anna.send("DropCall", object(), call));
  }

  @Test
  void registerConnectionSession_connectionOfSomebodyElse_isRefused() throws InterruptedException {
    spy.connection(anna.connection());
    spy.send(
        "RegisterConnectionSession",
        object()
            .put("sessionServiceParams", object().put("AccessToken", tokenOf(boris)).toString()));
    spy.saw(PublishedClient.ERROR);
    assertThat(spy.sawClosed()).isEqualTo(POLICY_VIOLATION);
    spySawNothing();
    anna.accepted(anna.send("QueryLineState", object()));
  }

  @Test
  void registerConnectionSession_sameUserOtherLine_isRefused() {
    spy.connection(anna.connection());
    String token = bed.tokens().issue("user of " + annas.number(), List.of(boris));
    spy.send(
        "RegisterConnectionSession",
        object().put("sessionServiceParams", object().put("AccessToken", token).toString()));
    spy.saw(PublishedClient.ERROR);
    assertThat(spy.sawClosed()).isEqualTo(POLICY_VIOLATION);
  }

  @Test
  void commands_executorOfAnotherLine_areRefusedAsUnknown() {
    JsonNode call = annasCall();
    spy.openConnection(boris.number().dialled(), tokenOf(boris));
    spy.connected();
    for (String command : List.of("DropCall", "HoldCall", "AnswerCall")) {
      spy.refused(spy.send(command, object(), call), COMMAND_ERROR);
    }
    spy.refused(
        spy.send(
            "TransferCall",
            object().put("consultationCall", call.toString()),
            object().put("id", "unknown")),
        COMMAND_ERROR);
    anna.accepted(anna.send("DropCall", object(), call));
  }

  @Test
  void commands_executorThatContradictsItself_areRefused() {
    JsonNode call = annasCall();
    anna.raw(
        """
        {"commandUId":"forged","command":"DropCall","connectionUId":"%s",
         "commandExecutorId":"another","commandExecutor":%s,"parameters":{}}
        """
            .formatted(anna.connection(), call));
    anna.refused("forged", COMMAND_ERROR);
    anna.accepted(anna.send("DropCall", object(), call));
  }

  @Test
  void events_ofOneLine_areHeardByNobodyElse() throws InterruptedException {
    spy.openConnection(boris.number().dialled(), tokenOf(boris));
    spy.connected();
    spy.saw(PublishedClient.LINE_STATE_CHANGED); // the last that is told of itself
    spy.forget();
    JsonNode call = annasCall();
    anna.accepted(anna.send("DropCall", object(), call));
    anna.sawCall(PublishedClient.RING_FINISHED, call.path("id").asString());
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(spy.frames()).isEmpty();
  }

  @Test
  void openConnection_libraryOfAnotherSocket_isRefused() {
    try (var other = new PublishedClient(bed.address())) {
      other.openConnection(annas.number().dialled(), tokenOf(annas));
      assertThat(
              PublishedClient.content(other.saw(PublishedClient.ERROR)).path("errorType").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  void linesOfTheUserChanged_connectionsAndTokensFromBefore_end() {
    var user = new UserId(UUID.randomUUID());
    String before = bed.tokens().issue(user.value().toString(), List.of(boris));
    spy.openConnection(boris.number().dialled(), before);
    spy.connected();

    bed.publish(new LinesChanged(user));

    assertThat(spy.saw(PublishedClient.DISCONNECTED).path("content").asString())
        .isEqualTo("EXPIRED");
    spy.refused(spy.send("QueryLineState", object()), OPEN_CONNECTION_ERROR);
    spy.forget();
    spy.openConnection(
        boris.number().dialled(), bed.tokens().issue(user.value().toString(), List.of(boris)));
    spy.connected();
    spy.forget();
    spy.openConnection(boris.number().dialled(), before);
    spy.saw(PublishedClient.ERROR);
    assertThat(spy.sawClosed()).isEqualTo(POLICY_VIOLATION);
    anna.accepted(anna.send("QueryLineState", object()));
  }

  @Test
  void connections_tooManyOfOneUser_areRefused() {
    String token = tokenOf(boris);
    for (int i = 0; i < Connections.MOST_OF_A_USER; i++) {
      spy.openConnection(boris.number().dialled(), token);
    }
    spy.openConnection(boris.number().dialled(), token);
    spy.saw(PublishedClient.ERROR);
    anna.accepted(anna.send("QueryLineState", object()));
  }
}
