package dev.hookswitch.connectors.webitel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.connectors.webitel.WebitelFrames.Frame;
import dev.hookswitch.wire.WireJson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelopes of webitel.md §2 and §5. */
class WebitelFramesTest {
  /** Every spelling of failure that webitel.md §2 lists. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'-ERR'               | '-ERR No such channel!\\n'                  | No such channel!",
        "'-ERR'               | '-USAGE: <uuid> <file>'                     | <uuid> <file>",
        "'-ERR: bad response' |                                             | ''",
        "'-ERR'               | Permission denied!                          | Permission denied!",
        "'-ERR'               | Token Expired                               | Token Expired",
        "'-ERR'               | Number exists                               | Number exists",
        "'-ERR'               | '-ERR: Number exists'                       | Number exists",
        "'+ERR'               | 'ping - not found.'                         | ping - not found.",
        "'+OK'                | '-ERR: agent is not there'                  | agent is not there",
        "'-ERR'               | '-ERR: Authentication required!'            | Authentication required!",
        "'-ERR'               | '-ERR: user not auth.'                      | user not auth.",
        "'-ERR'               | '-ERR USER_NOT_REGISTERED\\n'               | USER_NOT_REGISTERED",
        "'-ERR'               | Maximum opened socket 10                    | Maximum opened socket 10"
      })
  void reply_eachSpellingOfFailure_isRefusedWithTheServersWords(
      String complete, String response, String words) {
    assertThat(reply(complete, response)).isEqualTo(new WebitelReply.Refused(words));
  }

  @Test
  void reply_wrongPassword_saysTheMessageInside() {
    assertThat(
            WebitelFrames.read(
                """
                {"exec-uuid":"1","exec-complete":"+ERR",
                 "exec-response":{"login":{"status":401,"message":"secret incorrect"}}}
                """))
        .isEqualTo(new Frame.Answered("1", new WebitelReply.Refused("secret incorrect")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'+OK'             | '+OK Success\\n'    | +OK Success",
        "'+OK'             | '+OK: Not found.'   | '+OK: Not found.'",
        "'+OK'             | pong                | pong",
        "'+OK'             |                     | ''",
        "'-ERR no reply\\n' | ''                 | ''"
      })
  void reply_success_isDoneWithItsText(String complete, String response, String words) {
    assertThat(reply(complete, response))
        .isInstanceOfSatisfying(
            WebitelReply.Done.class, done -> assertThat(done.text()).isEqualTo(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"exec-uuid\":{}}",
        "{\"exec-complete\":\"+OK\"}",
        "{\"webitel-event-name\":\"call\"}",
        "{\"webitel-event-name\":\"call\",\"Unique-ID\":\"a\"}",
        "{\"webitel-event-name\":\"call\",\"Event-Name\":\"DTMF\",\"Unique-ID\":[]}"
      })
  void read_whatIsNoFrame_isNonsenseWithoutItsText(String text) {
    assertThat(WebitelFrames.read(text)).isInstanceOf(Frame.Nonsense.class);
  }

  @Test
  void read_eventOfTheUser_hasItsFieldsAsTexts() {
    assertThat(
            WebitelFrames.read(
                """
                {"Event-Name":"ACCOUNT_STATUS","webitel-event-name":"ACCOUNT_STATUS",
                 "Account-User":"1000","cc_logged":true,"nested":{"a":1},"none":null}
                """))
        .isEqualTo(
            new Frame.Happened(
                "ACCOUNT_STATUS",
                Map.of(
                    "Event-Name", "ACCOUNT_STATUS",
                    "webitel-event-name", "ACCOUNT_STATUS",
                    "Account-User", "1000",
                    "cc_logged", "true")));
  }

  private static WebitelReply reply(String complete, String response) {
    var frame = WireJson.object();
    frame.put("exec-uuid", "1");
    frame.put("exec-complete", complete.replace("\\n", "\n"));
    if (response != null) {
      frame.put("exec-response", response.replace("\\n", "\n"));
    }
    return ((Frame.Answered) WebitelFrames.read(WireJson.text(frame))).reply();
  }
}
