package dev.hookswitch.sip;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.SipAccount;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRulesTest {
  private static final SipAccount ACCOUNT = new SipAccount("ws://pbx/ws", "201", "planted");
  private static final String CONTACT =
      "<sip:k2@abc123.invalid;transport=ws>;+sip.ice;reg-id=1;"
          + "+sip.instance=\"<urn:uuid:0f6d1c9a-1111-2222-3333-444455556666>\";expires=300";

  private static String register(String... headers) {
    return message("REGISTER sip:pbx SIP/2.0", headers);
  }

  private static String message(String start, String... headers) {
    return start
        + "\r\n"
        + Stream.of(headers).map(header -> header + "\r\n").collect(joining())
        + "Content-Length: 0\r\n\r\n";
  }

  private static boolean passes(String text) {
    return PageRules.broken(SipText.of(text).orElseThrow(), ACCOUNT).isEmpty();
  }

  private static String registration(String to, String from, String contact) {
    return register("To: " + to, "From: " + from, "Contact: " + contact);
  }

  @Test
  void phone_thatRegistersAnswersAndHangsUp_may() {
    String own = "<sip:201@pbx>";
    assertThat(
            List.of(
                registration(own, own + ";tag=1", CONTACT),
                registration(own, "\"A\" " + own + ";tag=1", "*"),
                message("SIP/2.0 180 Ringing", "Contact: <sip:k2@abc123.invalid;transport=ws>"),
                message("SIP/2.0 200 OK", "Contact: <sip:k2@abc123.invalid;transport=ws>"),
                message("SIP/2.0 486 Busy Here"),
                message("BYE sip:201@pbx SIP/2.0")))
        .allMatch(PageRulesTest::passes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<sip:k2@evil.example;transport=ws>",
        "<sip:k2@abc.invalid;maddr=192.0.2.1>",
        "<sip:k2@abc.invalid;transport=tcp>",
        "sip:k2@evil.example",
        "<sip:k2@abc.invalid>, <sip:k2@evil.example>",
        "\"<sip:k2@abc.invalid>\" <sip:k2@evil.example>",
        "<tel:+4930123>"
      })
  void contact_elsewhere_isRefused(String contact) {
    assertThat(passes(registration("<sip:201@pbx>", "<sip:201@pbx>", contact))).isFalse();
    assertThat(passes(message("SIP/2.0 200 OK", "Contact: " + contact))).isFalse();
    assertThat(passes(message("SIP/2.0 200 OK", "m: " + contact))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INVITE sip:+4930123@pbx SIP/2.0",
        "MESSAGE sip:202@pbx SIP/2.0",
        "REFER sip:202@pbx SIP/2.0",
        "SUBSCRIBE sip:202@pbx SIP/2.0",
        "OPTIONS sip:pbx SIP/2.0",
        "invite sip:202@pbx SIP/2.0",
        "REGISTER  sip:pbx SIP/2.0",
        "SIP/2.0 302 Moved Temporarily",
        "SIP/2.0 302",
        "SIP/2.0 99 Early",
        "HTTP/1.1 200 OK"
      })
  void anythingElse_isRefused(String start) {
    assertThat(passes(message(start, "To: <sip:201@pbx>", "From: <sip:201@pbx>"))).isFalse();
  }

  @Test
  void registration_ofSomebodyElse_isRefused() {
    String own = "<sip:201@pbx>";
    assertThat(
            List.of(
                registration("<sip:202@pbx>", own, CONTACT),
                registration(own, "<sip:202@pbx>", CONTACT),
                registration("\" sip:201@x\" <sip:202@pbx>", own, CONTACT),
                register("To: " + own, "t: <sip:202@pbx>", "From: " + own),
                register("To: " + own, "From: " + own, "Route: <sip:evil.example;lr>"),
                register("To: " + own, "From: " + own, "Path: <sip:evil.example;lr>")))
        .noneMatch(PageRulesTest::passes);
  }
}
