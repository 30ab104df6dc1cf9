package dev.hookswitch.panel.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.hub.MediaState.Quality;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.MediaSignal.Report;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PageMessageTest {
  private static final MediaSessionId SESSION = new MediaSessionId("m1");

  /** Reads a message whose quotes are single ones. */
  private static Optional<PageMessage> read(String json) {
    return PageMessage.of(JsonMapper.shared().readTree(json.replace('\'', '"')));
  }

  private static void assertSignal(String json, MediaSignal signal) {
    assertThat(read(json)).contains(new PageMessage.Signal(signal));
  }

  @ParameterizedTest
  @CsvSource({"offer, OFFER", "answer, ANSWER"})
  void description_isRead(String kind, MediaSignal.Description.Kind read) {
    assertSignal(
        "{'type':'description','session':'m1','kind':'%s','sdp':'v=0'}".formatted(kind),
        new MediaSignal.Description(SESSION, read, "v=0"));
  }

  @Test
  void candidate_isRead() {
    assertSignal(
        "{'type':'candidate','session':'m1','candidate':'candidate:1','sdpMid':'0',"
            + "'sdpMLineIndex':1}",
        new MediaSignal.Candidate(SESSION, "candidate:1", "0", 1));
  }

  @Test
  void candidate_thatIsEmpty_saysThatNoMoreCome() {
    assertSignal(
        "{'type':'candidate','session':'m1','candidate':'','sdpMid':'0','sdpMLineIndex':0}",
        new MediaSignal.Candidate(SESSION, "", "0", 0));
  }

  @ParameterizedTest
  @CsvSource({
    "connected, CONNECTED",
    "videoPresent, VIDEO_PRESENT",
    "lost, LOST",
    "noMicrophone, NO_MICROPHONE"
  })
  void report_isRead(String outcome, Report.Outcome read) {
    assertSignal(
        "{'type':'report','session':'m1','outcome':'%s'}".formatted(outcome),
        new Report(SESSION, read));
  }

  @ParameterizedTest
  @CsvSource({"good, GOOD", "fair, FAIR", "poor, POOR"})
  void quality_isRead(String quality, Quality read) {
    assertThat(
            read(
                "{'type':'quality','session':'m1','quality':'%s','roundTripMs':20}"
                    .formatted(quality)))
        .contains(new PageMessage.Statistics(SESSION, read));
  }

  @Test
  void trouble_andItsEnd_areRead() {
    assertThat(read("{'type':'trouble','code':'permission'}"))
        .contains(new PageMessage.Trouble("permission"));
    assertThat(read("{'type':'troubleOver'}")).contains(new PageMessage.TroubleOver());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "true",
        "'description'",
        "[]",
        "[{'type':'troubleOver'}]",
        "{}",
        "{'type':null}",
        "{'type':5}",
        "{'type':{}}",
        "{'type':['troubleOver']}",
        "{'type':'TroubleOver'}",
        "{'type':'start','session':'m1'}",
        "{'type':'description','session':'m1','kind':'rollback','sdp':'v=0'}",
        "{'type':'description','session':'m1','sdp':'v=0'}",
        "{'type':'description','session':'m1','kind':'offer'}",
        "{'type':'description','session':'m1','kind':'offer','sdp':{'a':1}}",
        "{'type':'description','session':'m1','kind':'offer','sdp':7}",
        "{'type':'description','kind':'offer','sdp':'v=0'}",
        "{'type':'description','session':['m1'],'kind':'offer','sdp':'v=0'}",
        "{'type':'candidate','session':'m1'}",
        "{'type':'candidate','session':'m1','candidate':null,'sdpMid':'0','sdpMLineIndex':0}",
        "{'type':'candidate','session':'m1','candidate':'c','sdpMid':'0','sdpMLineIndex':-1}",
        "{'type':'candidate','session':'m1','candidate':'c','sdpMid':'0','sdpMLineIndex':1e99}",
        "{'type':'candidate','session':'m1','candidate':'c','sdpMid':'0','sdpMLineIndex':'x'}",
        "{'type':'report','session':'m1','outcome':'exploded'}",
        "{'type':'report','session':'m1'}",
        "{'type':'report','outcome':'lost'}",
        "{'type':'quality','session':'m1','quality':9}",
        "{'type':'trouble'}"
      })
  void garbage_isDropped(String json) {
    assertThat(read(json)).isEmpty();
  }

  @Test
  void text_ofTheGreatestLength_isRead() {
    String sdp = "v".repeat(PageMessage.MAX_TEXT);
    assertSignal(
        "{'type':'description','session':'m1','kind':'offer','sdp':'%s'}".formatted(sdp),
        new MediaSignal.Description(SESSION, MediaSignal.Description.Kind.OFFER, sdp));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'description','session':'m1','kind':'offer','sdp':'%s'}",
        "{'type':'candidate','session':'m1','candidate':'%s','sdpMid':'0','sdpMLineIndex':0}",
        "{'type':'candidate','session':'m1','candidate':'c','sdpMid':'%s','sdpMLineIndex':0}",
        "{'type':'report','session':'%s','outcome':'lost'}",
        "{'type':'trouble','code':'%s'}",
        "{'type':'%s'}"
      })
  void message_withATextTooLong_isDroppedWhole(String json) {
    assertThat(read(json.formatted("v".repeat(PageMessage.MAX_TEXT + 1)))).isEmpty();
  }
}
