package dev.hookswitch.tms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiEvent.DtmfEntered.Origin;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.ErrorType;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.tms.TmsEvent.Happening;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a Messaging Service tells, as third-party.md §2.4 and creatio-cti.md §10.1 have it. */
class TmsEventsTest {
  private static final CallId CALL = new CallId("4711");
  private static final TmsCall FULL =
      new TmsCall(
          CALL,
          "row",
          "323",
          new PhoneNumber("74951234567"),
          new PhoneNumber("323"),
          CallDirection.IN,
          CallState.ALERTING,
          new PhoneNumber("101"),
          new PhoneNumber("102"),
          Optional.of(
              new TmsCall.More(
                  "Marta",
                  "Anna",
                  new CallId("4710"),
                  Set.of(Feature.ANSWER, Feature.DROP),
                  Duration.ofMillis(1500),
                  Duration.ofMillis(500),
                  EndReason.DECLINED,
                  "linkage")));
  private static final TmsCall PLAIN =
      new TmsCall(
          CALL,
          "",
          "323",
          new PhoneNumber("74951234567"),
          new PhoneNumber("323"),
          CallDirection.IN,
          CallState.ALERTING,
          null,
          null,
          Optional.empty());

  static List<TmsEvent> events() {
    return List.of(
        new TmsEvent.LibraryInitialized("0f6d"),
        new TmsEvent.ConnectionCreated(Optional.empty()),
        new TmsEvent.ConnectionCreated(
            Optional.of(
                new Capabilities(
                    Set.of(Feature.DIAL, Feature.SWAP), Set.of(AgentFeature.SET_STATE)))),
        new TmsEvent.Failed(
            ErrorType.AUTHENTICATION, "7", "no", "x", Optional.empty(), Optional.of(Loss.REFUSED)),
        new TmsEvent.Failed(
            ErrorType.COMMAND,
            "BUSY",
            "",
            "x",
            Optional.of(Outcome.refused(Outcome.Reason.BUSY, "101")),
            Optional.empty()),
        new TmsEvent.Failed(
            ErrorType.COMMAND_NOT_IMPLEMENTED,
            "",
            "",
            "x",
            Optional.of(new Outcome.Unsupported(Feature.MUTE)),
            Optional.empty()),
        new TmsEvent.CommandInfo("done"),
        new TmsEvent.OfCall(Happening.RING_STARTED, FULL),
        new TmsEvent.OfCall(Happening.RING_FINISHED, PLAIN),
        new TmsEvent.OfCall(Happening.CALL_INFO_CHANGED, PLAIN, Optional.of(new CallId("4700"))),
        new TmsEvent.ActiveCallSnapshot(List.of(FULL), CALL),
        new TmsEvent.ActiveCallSnapshot(List.of(), null),
        new TmsEvent.LineStateChanged(Set.of(Feature.HOLD, Feature.DTMF), CALL),
        new TmsEvent.LineStateChanged(Set.of(), null),
        new TmsEvent.AgentStateChanged(new AgentState("away", "lunch")),
        new TmsEvent.Disconnected("CONNECTION_LOST", Optional.of(Loss.CONNECTION_LOST)),
        new TmsEvent.RawData("text"),
        new TmsEvent.DtmfEntered("12", Optional.of(CALL), Origin.RECEIVED),
        new TmsEvent.CurrentCallChanged(CALL),
        new TmsEvent.CallCentreStateChanged(CallCentre.IN));
  }

  @ParameterizedTest
  @MethodSource("events")
  void read_whatWasWritten_isTheSame(TmsEvent event) {
    var news = new TmsNews("a7c1", "1", event);
    assertThat(TmsEvents.read(TmsEvents.write(news))).isEqualTo(new TmsRead.Understood<>(news));
  }

  @Test
  void read_publishedRing_isUnderstood() {
    assertThat(
            TmsEvents.read(
                """
                {"eventType":5,"content":"{\\"id\\":\\"4711\\",\\"deviceId\\":\\"323\\",\
                \\"callerId\\":\\"74951234567\\",\\"calledId\\":\\"323\\",\
                \\"direction\\":\\"1d96a65f-2131-4916-8825-2d142b1000b2\\",\\"state\\":1}",
                 "connectionUId":"a7c1"}
                """))
        .isEqualTo(
            new TmsRead.Understood<>(
                new TmsNews("a7c1", "", new TmsEvent.OfCall(Happening.RING_STARTED, PLAIN))));
  }

  @Test
  void write_call_keepsThePublishedForm() {
    JsonNode frame =
        JsonMapper.shared()
            .readTree(
                TmsEvents.write(
                    new TmsNews("a7c1", "", new TmsEvent.OfCall(Happening.RING_STARTED, FULL))));
    assertThat(frame.path("eventType").asInt()).isEqualTo(5);
    assertThat(frame.path("content").isString()).isTrue();
    JsonNode call = JsonMapper.shared().readTree(frame.path("content").asString());
    assertThat(call.path("state").asInt()).isEqualTo(1);
    assertThat(call.path("direction").asString()).isEqualTo("1d96a65f-2131-4916-8825-2d142b1000b2");
    assertThat(call.propertyNames())
        .containsExactly(
            "id",
            "databaseUId",
            "deviceId",
            "callerId",
            "calledId",
            "direction",
            "state",
            "redirectingId",
            "redirectionId",
            "hookswitch");
  }

  @ParameterizedTest
  @CsvSource({
    "RING_STARTED,5",
    "RING_FINISHED,6",
    "COMMUTATION_STARTED,7",
    "PUT_HOLD_ACTION,8",
    "END_HOLD_ACTION,9",
    "ABONENT_BUSY,13",
    "CALL_SAVED_IN_DB,15",
    "CALL_INFO_CHANGED,17"
  })
  void type_ofCall_isThePublishedNumber(Happening what, int type) {
    assertThat(new TmsEvent.OfCall(what, PLAIN).type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x | no JSON object",
        "{} | eventType (expected: 0 to 18)",
        "{\"eventType\":19} | eventType (expected: 0 to 18)",
        "{\"eventType\":0} | eventType 0: it says nothing",
        "{\"eventType\":5,\"content\":\"\"} | content: no document",
        "{\"eventType\":5,\"content\":\"{}\"} | id: no id of a call",
        "{\"eventType\":11,\"content\":\"{}\"} | callFeaturesSet: no number"
      })
  void read_unusable_namesThePlace(String text, String place) {
    assertThat(TmsEvents.read(text)).isEqualTo(new TmsRead.Nonsense<>(place, ""));
  }

  @Test
  void read_strangeValues_areTakenForWhatTheyAreWorth() {
    var read =
        TmsEvents.read(
            """
            {"eventType":5,"content":{"id":1,"callerId":"%s","state":99,"direction":"up",
             "hookswitch":{"callFeaturesSet":2147483647,"startedMillisAgo":-5,"endReason":"WHY"}}}
            """
                .formatted("9".repeat(100)));
    assertThat(read).isInstanceOf(TmsRead.Understood.class);
    TmsNews news = ((TmsRead.Understood<TmsNews>) read).frame();
    TmsCall call = ((TmsEvent.OfCall) news.event()).call();
    assertThat(call.state()).isEqualTo(CallState.UNKNOWN);
    assertThat(call.direction()).isEqualTo(CallDirection.UNKNOWN);
    assertThat(call.caller()).isEqualTo(PhoneNumber.WITHHELD);
    assertThat(call.more())
        .hasValueSatisfying(more -> {
          assertThat(more.features()).containsExactlyInAnyOrder(Feature.values());
          assertThat(more.started()).isEqualTo(Duration.ZERO);
          assertThat(more.endReason()).isNull();
        });
  }
}
