package dev.hookswitch.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.SipAccount;
import dev.hookswitch.sip.Digest.Algorithm;
import dev.hookswitch.sip.Digest.Auth;
import org.junit.jupiter.api.Test;

class CredentialsTest {
  private static final String SECRET = "planted-77";
  private static final SipAccount ACCOUNT = new SipAccount("ws://pbx/ws", "201", SECRET);
  private static final Auth AUTH = new Auth("00000001", "cn");

  private final Credentials credentials = new Credentials(ACCOUNT);

  private static SipText message(String start, String... headers) {
    return SipText.of(
            start + "\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: 0\r\n\r\n")
        .orElseThrow();
  }

  private static SipText challenge(String... challenges) {
    return message("SIP/2.0 401 Unauthorized", challenges);
  }

  private static SipText request(String user, String nonce, String rest) {
    return message(
        "REGISTER sip:pbx SIP/2.0",
        "Authorization: Digest algorithm=MD5, username=\"%s\", realm=\"r\", nonce=\"%s\","
                .formatted(user, nonce)
            + " uri=\"sip:pbx\", response=\"ffff\""
            + rest);
  }

  private static String response(Algorithm algorithm, Auth auth) {
    return Digest.response(algorithm, "201", "r", SECRET, "REGISTER", "sip:pbx", "n1", auth);
  }

  private static final String COUNTED = ", qop=auth, cnonce=\"cn\", nc=00000001";

  @Test
  void answer_toAChallenge_isMadeOfTheRealPassword() {
    credentials.asked(challenge("WWW-Authenticate: Digest realm=\"r\",nonce=\"n1\",qop=\"auth\""));
    String sent = credentials.answered(request("201", "n1", COUNTED)).orElseThrow().text();
    assertThat(sent)
        .contains("response=\"" + response(Algorithm.MD5, AUTH) + "\"", "cnonce=\"cn\"")
        .doesNotContain("ffff", SECRET);
  }

  @Test
  void answer_toAChallengeWithoutQop_isMadeWithout() {
    credentials.asked(challenge("WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\""));
    assertThat(credentials.answered(request("201", "n1", "")).orElseThrow().text())
        .contains(
            Digest.response(Algorithm.MD5, "201", "r", SECRET, "REGISTER", "sip:pbx", "n1", null));
  }

  /** RFC 8760 §2.4: the first that is understood. */
  @Test
  void challenge_byShaAndByOthers_isShownAsMd5AndAnsweredBySha() {
    SipText shown =
        credentials.asked(
            challenge(
                "WWW-Authenticate: Digest realm=\"r\", nonce=\"n0\", algorithm=SHA-512-256",
                "WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\"",
                "WWW-Authenticate: Digest realm=\"r\", nonce=\"n2\", algorithm=MD5, qop=\"auth\""));
    assertThat(shown.values("www-authenticate"))
        .containsExactly("Digest realm=\"r\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"");
    assertThat(credentials.answered(request("201", "n1", COUNTED)).orElseThrow().text())
        .contains("algorithm=SHA-256", response(Algorithm.SHA_256, AUTH));
  }

  @Test
  void answer_forSomebodyElseOrUnasked_isNotMade() {
    assertThat(credentials.answered(request("201", "n1", COUNTED))).isEmpty();
    credentials.asked(challenge("WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\""));
    assertThat(credentials.answered(request("202", "n1", COUNTED))).isEmpty();
    assertThat(credentials.answered(request("201", "n2", COUNTED))).isEmpty();
    assertThat(credentials.answered(request("201", "n1", ", qop=auth-int"))).isEmpty();
    assertThat(credentials.answered(request("201", "n1", ", nonce=\"n2\""))).isEmpty();
    assertThat(
            credentials.answered(
                message("REGISTER sip:pbx SIP/2.0", "Authorization: Basic dXNlcjpwYXNz")))
        .isEmpty();
  }

  @Test
  void message_withoutChallengeOrAnswer_staysAsItIs() {
    SipText ok = message("SIP/2.0 200 OK", "To: <sip:201@pbx>");
    assertThat(credentials.asked(ok)).isEqualTo(ok);
    SipText first = message("REGISTER sip:pbx SIP/2.0", "To: <sip:201@pbx>");
    assertThat(credentials.answered(first)).contains(first);
  }
}
