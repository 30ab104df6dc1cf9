package dev.hookswitch.tms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.tms.TmsCommand.Holding;
import dev.hookswitch.tms.TmsCommand.SessionParameters;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients say, as third-party.md §2.4 and creatio-cti.md §10.1 have it. */
class TmsRequestsTest {
  private static final CallId CALL = new CallId("4711");
  private static final CallId SECOND = new CallId("4712");
  private static final PhoneNumber NUMBER = new PhoneNumber("410");

  static List<TmsCommand> commands() {
    return List.of(
        new TmsCommand.LoadLibrary("Example.Infinity.Factory, Example.Infinity"),
        new TmsCommand.OpenConnection(
            Map.of("Line", "323", "ConnectionString", "pbx.example:10020"),
            new SessionParameters("1", "token")),
        new TmsCommand.RegisterConnectionSession(new SessionParameters("", "token")),
        new TmsCommand.CloseConnection(),
        new TmsCommand.MakeCall(NUMBER),
        new TmsCommand.AnswerCall(CALL),
        new TmsCommand.HoldCall(CALL, Holding.TOGGLE),
        new TmsCommand.HoldCall(CALL, Holding.UNHOLD),
        new TmsCommand.DropCall(CALL),
        new TmsCommand.MakeConsultCall(CALL, NUMBER),
        new TmsCommand.TransferCall(CALL, SECOND),
        new TmsCommand.CancelTransfer(CALL, SECOND),
        new TmsCommand.BlindTransferCall(CALL, NUMBER),
        new TmsCommand.SendDtmf(CALL, "12*#"),
        new TmsCommand.SetMsgUserState("away", "lunch"),
        new TmsCommand.QueryMsgUserState(),
        new TmsCommand.SetWrapUpUserState(true),
        new TmsCommand.QueryLineState(),
        new TmsCommand.QueryActiveCallSnapshot(),
        new TmsCommand.LibrarySpecificService("SetEccResponse", "{\"callId\":\"1\"}"),
        new TmsCommand.PostRawData("data"),
        new TmsCommand.Unimplemented("SetDnd"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void read_whatWasWritten_isTheSame(TmsCommand command) {
    var request = new TmsRequest("1", "library", "connection", command);
    assertThat(TmsRequests.read(TmsRequests.write(request)))
        .isEqualTo(new TmsRead.Understood<>(request));
  }

  @Test
  void read_publishedBlindTransfer_isUnderstood() {
    assertThat(
            TmsRequests.read(
                """
                {"command":"BlindTransferCall","parameters":{"targetAddress":"410"},
                 "commandExecutor":"{\\"id\\":\\"4711\\",\\"deviceId\\":\\"323\\",\\"state\\":2}",
                 "commandExecutorId":"4711",
                 "commandExecutorType":"Terrasoft.Messaging.Common.Call, Terrasoft.Messaging.Common",
                 "libraryInstanceUId":"0f6d","connectionUId":"a7c1"}
                """))
        .isEqualTo(
            new TmsRead.Understood<>(
                new TmsRequest(
                    "", "0f6d", "a7c1", new TmsCommand.BlindTransferCall(CALL, NUMBER))));
  }

  @Test
  void read_callAsAnObject_isUnderstoodLikeItsText() {
    assertThat(
            TmsRequests.read(
                """
                {"command":"TransferCall","commandExecutor":{"id":4711},
                 "parameters":{"consultationCall":{"id":"4712"}}}
                """))
        .isEqualTo(
            new TmsRead.Understood<>(
                new TmsRequest("", "", "", new TmsCommand.TransferCall(CALL, SECOND))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x | no JSON object",
        "[] | no JSON object",
        "{} | command: none of the published ones",
        "{\"command\":\"MakeTea\"} | command: none of the published ones",
        "{\"command\":\"MakeCall\"} | targetAddress: no number (expected: digits, + * #)",
        "{\"command\":\"DropCall\"} | commandExecutorId: no id of a call",
        "{\"command\":\"DropCall\",\"commandExecutorId\":\"1\",\"commandExecutor\":\"{\\\"id\\\":\\\"2\\\"}\"}"
            + " | commandExecutor: another call than commandExecutorId",
        "{\"command\":\"SendDtmf\",\"commandExecutorId\":\"1\",\"parameters\":{\"digits\":\"x\"}}"
            + " | parameters.digits (expected: 1 to 32 of 0-9 * # A-D)",
        "{\"command\":\"TransferCall\",\"commandExecutorId\":\"1\",\"parameters\":{}}"
            + " | parameters.consultationCall: no call"
      })
  void read_unusable_namesThePlace(String text, String place) {
    assertThat(TmsRequests.read(text)).isEqualTo(new TmsRead.Nonsense<>(place, ""));
  }

  static Stream<String> tooMuch() {
    return Stream.of(
        "{\"command\":\"MakeCall\",\"commandUId\":\"%s\"}".formatted("x".repeat(300)),
        "{\"command\":\"DropCall\",\"commandExecutorId\":\"%s\"}".formatted("x".repeat(300)),
        "{\"command\":\"%s\"}".formatted("x".repeat(300)),
        "{\"command\":\"PostRawData\",\"parameters\":{\"data\":\"%s\"}}"
            .formatted("x".repeat(5_000)));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void read_tooLong_isRefusedWithTheBound(String text) {
    assertThat(TmsRequests.read(text))
        .isInstanceOfSatisfying(
            TmsRead.Nonsense.class,
            nonsense -> assertThat(nonsense.place()).contains("expected: at most"));
  }

  @Test
  void toString_ofSecrets_hidesThem() {
    var open =
        new TmsCommand.OpenConnection(
            Map.of("AgentPassword", "hidden"), new SessionParameters("", "hidden"));
    assertThat(new TmsRequest("", "", "", open).toString()).doesNotContain("hidden");
  }
}
