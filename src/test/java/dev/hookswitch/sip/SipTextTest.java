package dev.hookswitch.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipTextTest {
  @Test
  void message_asItShouldBe_isReadAndWrittenAsItCame() {
    String text = "SIP/2.0 200 OK\r\nTo: <sip:a@b>\r\nm: <sip:x@y.invalid>\r\nl: 3\r\n\r\nä1";
    SipText message = SipText.of(text).orElseThrow();
    assertThat(message.code()).isEqualTo(200);
    assertThat(message.values("contact")).containsExactly("<sip:x@y.invalid>");
    assertThat(message.text()).isEqualTo(text);
  }

  /** Two readers could read them in two ways. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "hello",
        "BYE sip:a@b SIP/2.0\r\nTo: a",
        "BYE sip:a@b SIP/2.0\r\n\r\n",
        "BYE sip:a@b SIP/2.0\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
        "BYE sip:a@b SIP/2.0\r\nContent-Length: 0\r\nl: 0\r\n\r\n",
        "BYE sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\nINVITE sip:a@b SIP/2.0\r\n\r\n",
        "BYE sip:a@b SIP/2.0\r\nContent-Length: +0\r\n\r\n",
        "BYE sip:a@b SIP/2.0\r\nTo: a\n\nContact: b\r\nContent-Length: 0\r\n\r\n",
        "BYE sip:a@b SIP/2.0\r\nTo: a\rContact: b\r\nContent-Length: 0\r\n\r\n",
        "BYE sip:a@b SIP/2.0\r\nTo: a\r\n folded\r\nContent-Length: 0\r\n\r\n",
        "BYE sip:a@b SIP/2.0\r\nno colon\r\nContent-Length: 0\r\n\r\n",
        "BYE sip:a@b SIP/2.0\r\nTo\u0000: a\r\nContent-Length: 0\r\n\r\n"
      })
  void text_thatCouldBeReadInTwoWays_isNoMessage(String text) {
    assertThat(SipText.of(text)).isEmpty();
  }
}
