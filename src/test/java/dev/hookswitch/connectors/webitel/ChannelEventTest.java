package dev.hookswitch.connectors.webitel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of webitel.md §6 and the table of §5.2. */
class ChannelEventTest {
  private static final PhoneNumber SELF = new PhoneNumber("1000");

  /**
   * Direction and parties of the three kinds of legs, at birth and after the swap of CALL_UPDATE.
   */
  @ParameterizedTest
  @CsvSource({
    "outbound, 380441234567, 1000,         '',           IN,  380441234567",
    "outbound, 380447654321, 1000,         380447654321, OUT, 380447654321",
    "outbound, 1000,         380447654321, 380447654321, OUT, 380447654321",
    "inbound,  1000,         380447654321, '',           OUT, 380447654321",
    "outbound, 1000,         380447654321, '',           IN,  380447654321"
  })
  void other_whateverFieldItIsIn_isTheFarNumber(
      String logical,
      String caller,
      String callee,
      String originate,
      CallDirection direction,
      String other) {
    ChannelEvent event =
        event(
            Map.of(
                "Caller-Logical-Direction", logical,
                "Caller-Caller-ID-Number", caller,
                "Caller-Callee-ID-Number", callee,
                "variable_w_jsclient_originate_number", originate));

    assertThat(event.direction()).isEqualTo(direction);
    assertThat(event.other(SELF).number()).isEqualTo(new PhoneNumber(other));
  }

  @Test
  void texts_thatNobodyCanStore_areNotTaken() {
    ChannelEvent event =
        event(
            Map.of(
                "Caller-Caller-ID-Number", "38044\u0000",
                "Caller-Caller-ID-Name", "Ada\u0000\n",
                "Channel-Call-UUID", "a\u0000b",
                "DTMF-Digit", "5\u0000"));

    assertThat(event.caller()).isEqualTo(new Party(PhoneNumber.WITHHELD, "Ada"));
    assertThat(event.call()).isEqualTo(new CallId(event.leg()));
    assertThat(event.digit()).isEmpty();
  }

  @Test
  void other_calleeMissing_isTheNumberThatWasDialled() {
    ChannelEvent event =
        event(
            Map.of(
                "Caller-Logical-Direction", "inbound",
                "Caller-Caller-ID-Number", "1000",
                "Caller-Destination-Number", "380447654321"));

    assertThat(event.other(SELF)).isEqualTo(Party.of(new PhoneNumber("380447654321")));
  }

  @Test
  void party_sessionOfAWebPhone_isNoNumber() {
    ChannelEvent event =
        event(
            Map.of(
                "Caller-Caller-ID-Number", "380441234567",
                "Caller-Destination-Number", "u:5c7eef7f-f7b6-ce70-324c-695022e53083"));

    assertThat(event.callee().number().withheld()).isTrue();
  }

  @Test
  void party_nameThatIsNone_isEmpty() {
    ChannelEvent event =
        event(
            Map.of(
                "Caller-Caller-ID-Number", "1001@crm.example.com",
                "Caller-Caller-ID-Name", "Outbound Call"));

    assertThat(event.caller()).isEqualTo(Party.of(new PhoneNumber("1001")));
  }

  @Test
  void call_webitelsOwnId_winsOverThatOfTheFirstLeg() {
    Map<String, String> ids = new HashMap<>(Map.of("Channel-Call-UUID", "b"));
    assertThat(event(ids).call()).isEqualTo(new CallId("b"));

    ids.put("variable_w_account_origination_uuid", "w");
    assertThat(event(ids).call()).isEqualTo(new CallId("w"));
    assertThat(event(Map.of()).call()).isEqualTo(new CallId("a"));
  }

  @Test
  void owner_encoded_isDecoded() {
    assertThat(event(Map.of("Channel-Presence-ID", "1000%40crm.example.com")).owner())
        .isEqualTo("1000@crm.example.com");
    assertThat(event(Map.of("Channel-Presence-ID", "%zz")).owner()).isEqualTo("%zz");
  }

  @ParameterizedTest
  @CsvSource({
    "CHANNEL_CREATE,          NewCall",
    "CHANNEL_ANSWER,          AcceptCall",
    "CHANNEL_BRIDGE,          BridgeCall",
    "CHANNEL_HOLD,            HoldCall",
    "CHANNEL_UNHOLD,          UnholdCall",
    "CALL_UPDATE,             DisplayCall",
    "CHANNEL_CALLSTATE,       DisplayCall",
    "CHANNEL_HANGUP_COMPLETE, HangupCall"
  })
  void fact_eventOfTheTable_hasItsMeaning(String name, String meaning) {
    ChannelEvent event =
        event(
            Map.of(
                "Event-Name", name,
                "Answer-State", "answered",
                "Caller-Caller-ID-Number", "380441234567"));

    assertThat(ChannelRules.fact(event, SELF))
        .hasValueSatisfying(fact -> assertThat(fact.getClass().getSimpleName()).isEqualTo(meaning));
  }

  @ParameterizedTest
  @CsvSource({
    "CHANNEL_STATE",
    "CHANNEL_OUTGOING",
    "CHANNEL_PROGRESS",
    "CHANNEL_HANGUP",
    "CHANNEL_DESTROY",
    "CHANNEL_UNBRIDGE",
    "DTMF",
    "CHANNEL_UUID",
    "whatever"
  })
  void fact_anyOtherEvent_isNone(String name) {
    assertThat(ChannelRules.fact(event(Map.of("Event-Name", name)), SELF)).isEmpty();
  }

  @Test
  void fact_bridgeByEarlyMedia_isNone() {
    ChannelEvent event = event(Map.of("Event-Name", "CHANNEL_BRIDGE", "Answer-State", "early"));

    assertThat(ChannelRules.fact(event, SELF)).isEmpty();
  }

  private static ChannelEvent event(Map<String, String> fields) {
    Map<String, String> all =
        new HashMap<>(Map.of("Event-Name", "CHANNEL_STATE", "Unique-ID", "a"));
    all.putAll(fields);
    return ChannelEvent.of(all).orElseThrow();
  }
}
