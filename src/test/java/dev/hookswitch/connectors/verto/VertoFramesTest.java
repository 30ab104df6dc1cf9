package dev.hookswitch.connectors.verto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.connectors.verto.VertoFrames.Frame;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of verto.md §2, §5, §6 and §8. */
class VertoFramesTest {
  private static final CallId CALL = new CallId("a1111111-1111-4111-8111-111111111111");

  @Test
  void read_refusedInviteWithTwoMessages_keepsTheLater() {
    assertThat(
            VertoFrames.read(
                """
                {"jsonrpc":"2.0","id":4,"error":{"message":"SDP missing","code":-32002,
                 "causeCode":95,"cause":"INVALID_MSG_UNSPECIFIED","message":"CALL ERROR"}}
                """))
        .containsExactly(
            new Frame.Answered(
                4, new VertoReply.Refused(-32002, "CALL ERROR", "INVALID_MSG_UNSPECIFIED")));
  }

  @Test
  void read_errorWithoutCodeAndMessage_isRefusedAllTheSame() {
    assertThat(VertoFrames.read("{\"jsonrpc\":\"2.0\",\"id\":4,\"error\":{}}"))
        .containsExactly(new Frame.Answered(4, new VertoReply.Refused(0, "", "")));
  }

  @Test
  void read_inviteOfACall_namesBothParties() {
    assertThat(
            news(
                """
                {"jsonrpc":"2.0","id":507,"method":"verto.invite","params":{"callID":"%s",
                 "sdp":"v=0","variables":{},"caller_id_name":"John Doe",
                 "caller_id_number":"380441234567","callee_id_name":"Outbound Call",
                 "callee_id_number":"1000","display_direction":"outbound"}}
                """
                    .formatted(CALL)))
        .isEqualTo(
            new VertoNews.Invite(
                CALL,
                "v=0",
                new VertoNews.Parties(party("John Doe", "380441234567"), party("", "1000"))));
  }

  @Test
  void parties_swappedAfterATransfer_areTakenByTheNumberThatIsNotOnesOwn() {
    var swapped = new VertoNews.Parties(party("", "1000"), party("John Doe", "380441234567"));

    assertThat(swapped.other(party("Alice", "1000"))).isEqualTo(party("John Doe", "380441234567"));
  }

  @Test
  void read_attachOfACallThatThisSideMade_saysSo() {
    assertThat(
            news(
                """
                {"id":1,"method":"verto.attach","params":{"callID":"%s","sdp":"v=0",
                 "display_direction":"inbound"}}
                """
                    .formatted(CALL)))
        .isInstanceOfSatisfying(
            VertoNews.Attach.class,
            attach -> assertThat(attach.direction()).isEqualTo(CallDirection.OUT));
  }

  @Test
  void read_clientReady_namesTheCallsThatAreBack() {
    assertThat(
            news(
                """
                {"id":1,"method":"verto.clientReady",
                 "params":{"reattached_sessions":["%s",7,{},"",null]}}
                """
                    .formatted(CALL)))
        .isEqualTo(new VertoNews.ClientReady(List.of(CALL, new CallId("7"))));
  }

  @Test
  void read_batch_isEachOfItsMessages() {
    assertThat(
            VertoFrames.read(
                "[{\"id\":1,\"method\":\"verto.punt\",\"params\":{}},{\"id\":2,\"result\":{}},7]"))
        .hasSize(3)
        .last()
        .isInstanceOf(Frame.Nonsense.class);
  }

  @Test
  void read_methodThatMeansNothing_isConfirmedAndNoNews() {
    assertThat(VertoFrames.read("{\"id\":3,\"method\":\"verto.ping\",\"params\":{\"serno\":1}}"))
        .singleElement()
        .isInstanceOfSatisfying(Frame.Asked.class, asked -> assertThat(asked.news()).isEmpty());
  }

  @Test
  void read_speedTest_isNothing() {
    assertThat(VertoFrames.read("#SPU 7")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "7",
        "{}",
        "{\"id\":\"x\",\"result\":{}}",
        "{\"id\":1,\"result\":7}",
        "{\"id\":1e400,\"result\":{}}",
        "{\"id\":1,\"method\":\"verto.bye\"}",
        "{\"id\":1,\"method\":\"verto.bye\",\"params\":{\"callID\":[]}}",
        "{\"id\":1,\"method\":\"verto.invite\",\"params\":{\"callID\":\"a\"}}"
      })
  void read_whatCannotBeUnderstood_isNonsense(String text) {
    assertThat(VertoFrames.read(text)).singleElement().isInstanceOf(Frame.Nonsense.class);
  }

  private static VertoNews news(String text) {
    return ((Frame.Asked) VertoFrames.read(text).getFirst()).news().orElseThrow();
  }

  private static Party party(String name, String number) {
    return new Party(new PhoneNumber(number), name);
  }
}
