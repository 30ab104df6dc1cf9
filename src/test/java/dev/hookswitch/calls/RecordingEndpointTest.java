package dev.hookswitch.calls;

import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@HookswitchTest
@Import(ScriptedRecordings.class)
class RecordingEndpointTest {
  private static final byte[] SOUND = sound();

  @Autowired private WebApplicationContext application;
  @Autowired private ScriptedRecordings system;
  @Autowired private CallRecordings recordings;
  @Autowired private CallRecorder recorder;
  @Autowired private People people;
  @Autowired private AuthenticationProvider signIn;
  private MockMvc server;
  private TestTeam team;
  private UUID call;

  private static byte[] sound() {
    byte[] sound = new byte[40_000];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (byte) (i * 31);
    }
    return sound;
  }

  @BeforeEach
  void talk() {
    server = MockMvcBuilders.webAppContextSetup(application).apply(springSecurity()).build();
    team = TestTeam.create(people);
    system.forget();
    system.answers(_ -> system.found("audio/mpeg", SOUND));
    call =
        CallStory.incoming(
                recorder, team.anna().id(), "1", "", Instant.parse("2026-11-20T12:00:00Z"))
            .answeredAfter(5)
            .endedAfter(60, ENDED_BY_OTHER)
            .id();
  }

  @Test
  void recording_whole_isSentWithItsLengthAndKeptByNobody() throws Exception {
    MockHttpServletResponse answer = ask(team.anna(), get(address()));

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getContentAsByteArray()).isEqualTo(SOUND);
    assertThat(answer.getContentLength()).isEqualTo(SOUND.length);
    assertThat(answer.getContentType()).isEqualTo("audio/mpeg");
    assertThat(answer.getHeader("Accept-Ranges")).isEqualTo("bytes");
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("private, no-store");
    assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.getHeader("Content-Security-Policy")).contains("default-src 'self'");
    assertThat(answer.getHeader("Content-Disposition")).isNull();
    assertThat(system.open()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-, 0, 39999",
    "bytes=100-199, 100, 199",
    "bytes=39990-50000, 39990, 39999",
    "bytes=-7, 39993, 39999"
  })
  void recording_range_isAPart(String range, int from, int to) throws Exception {
    MockHttpServletResponse answer = ask(team.anna(), get(address()).header("Range", range));

    assertThat(answer.getStatus()).isEqualTo(206);
    assertThat(answer.getHeader("Content-Range")).isEqualTo("bytes %d-%d/40000", from, to);
    assertThat(answer.getContentLength()).isEqualTo(to - from + 1);
    assertThat(answer.getContentAsByteArray()).isEqualTo(Arrays.copyOfRange(SOUND, from, to + 1));
  }

  @Test
  void recording_rangeAfterTheEnd_is416WithTheLength() throws Exception {
    MockHttpServletResponse answer =
        ask(team.anna(), get(address()).header("Range", "bytes=40000-"));

    assertThat(answer.getStatus()).isEqualTo(416);
    assertThat(answer.getHeader("Content-Range")).isEqualTo("bytes */40000");
    assertThat(answer.getContentAsByteArray()).isEmpty();
  }

  @Test
  void recording_ifRange_givesThePartOnlyOfTheSameRecording() throws Exception {
    String tag = ask(team.anna(), get(address())).getHeader("ETag");
    MockHttpServletRequestBuilder same =
        get(address()).header("Range", "bytes=5-9").header("If-Range", tag);
    MockHttpServletRequestBuilder other =
        get(address()).header("Range", "bytes=5-9").header("If-Range", "\"other\"");

    assertThat(ask(team.anna(), same).getStatus()).isEqualTo(206);
    assertThat(ask(team.anna(), other).getStatus()).isEqualTo(200);
  }

  @Test
  void recording_head_tellsWithoutABodyAndIsNoListening() throws Exception {
    MockHttpServletResponse answer =
        ask(team.anna(), head(address()).header("Range", "bytes=0-99"));

    assertThat(answer.getStatus()).isEqualTo(206);
    assertThat(answer.getContentLength()).isEqualTo(100);
    assertThat(answer.getContentAsByteArray()).isEmpty();
    assertThat(recordings.listenings(team.administrator(), call)).isEmpty();
  }

  @Test
  void recording_ofUnknownLength_isSentWithoutRanges() throws Exception {
    system.answers(_ -> system.ofUnknownLength(SOUND));

    MockHttpServletResponse answer = ask(team.anna(), get(address()).header("Range", "bytes=5-9"));

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getHeader("Accept-Ranges")).isEqualTo("none");
    assertThat(answer.getContentAsByteArray()).isEqualTo(SOUND);
  }

  @Test
  void recording_asFile_hasANameThatTellsNoNumber() throws Exception {
    MockHttpServletResponse answer = ask(team.anna(), get(address() + "?download"));

    assertThat(answer.getHeader("Content-Disposition"))
        .isEqualTo("attachment; filename=\"call-2026-11-20-120000.mp3\"");
    assertThat(recordings.listenings(team.administrator(), call))
        .singleElement()
        .returns(Listening.Way.DOWNLOADED, Listening::way);
  }

  @Test
  void recording_rangesOfOnePlayer_areOneListening() throws Exception {
    String player = address() + "?opening=" + UUID.randomUUID();
    for (String range : new String[] {"bytes=0-", "bytes=100-", "bytes=200-"}) {
      ask(team.anna(), get(player).header("Range", range));
    }
    ask(team.anna(), get(address()));

    assertThat(recordings.listenings(team.administrator(), call)).hasSize(2);
  }

  @Test
  void recording_bySomebodyWhoDoesNotSeeTheCall_isLikeAnUnknownCall() throws Exception {
    MockHttpServletResponse denied = ask(team.ben(), get(address()));
    MockHttpServletResponse unknown = ask(team.ben(), get("/recordings/" + UUID.randomUUID()));

    assertThat(denied.getStatus()).isEqualTo(404).isEqualTo(unknown.getStatus());
    assertThat(denied.getContentAsByteArray()).isEmpty();
    assertThat(denied.getHeaderNames()).isEqualTo(unknown.getHeaderNames());
    assertThat(ask(team.ben(), head(address())).getStatus()).isEqualTo(404);
    assertThat(ask(team.ben(), get(address() + "?download")).getStatus()).isEqualTo(404);
    assertThat(ask(team.supervisor(), get(address())).getStatus()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not-an-id",
        "0190a000",
        "..%2F",
        "%00",
        "planted-reference1",
        "00000000-0000-0000-0000-000000000000"
      })
  void recording_ofAForgedId_isNotFoundAndAsksNobody(String forged) throws Exception {
    assertThat(ask(team.anna(), get(URI.create("/recordings/" + forged))).getStatus())
        .isIn(400, 404);
    assertThat(system.asked()).isEmpty();
  }

  @Test
  void recording_byTheOpeningOfSomebodyWhoMayListen_isStillNotGiven() throws Exception {
    String player = address() + "?opening=" + UUID.randomUUID();
    assertThat(ask(team.anna(), get(player)).getStatus()).isEqualTo(200);
    system.forget();

    MockHttpServletResponse copied = ask(team.ben(), get(player).header("Range", "bytes=0-99"));

    assertThat(copied.getStatus()).isEqualTo(404);
    assertThat(copied.getContentAsByteArray()).isEmpty();
    assertThat(system.asked()).isEmpty();
    assertThat(recordings.listenings(team.administrator(), call)).hasSize(1);
  }

  @Test
  void recording_afterThePhoneSystemDeniedTheLink_isGivenToNobody() throws Exception {
    system.answers(new RecordingAnswer.Refused());
    MockHttpServletResponse refused = ask(team.anna(), get(address()));

    assertThat(refused.getStatus()).isEqualTo(502);
    assertThat(refused.getContentAsByteArray()).isEmpty();
    assertThat(ask(team.ben(), get(address())).getStatus()).isEqualTo(404);
    assertThat(recordings.listenings(team.administrator(), call)).isEmpty();
  }

  @Test
  void recording_withoutSignIn_isNotGivenAndNoPlaceToComeBackTo() throws Exception {
    var answer = server.perform(get(address())).andReturn();

    assertThat(answer.getResponse().getStatus()).isEqualTo(302);
    assertThat(answer.getResponse().getRedirectedUrl()).endsWith("/sign-in");
    var session = answer.getRequest().getSession(false);
    assertThat(session == null ? null : session.getAttribute("SPRING_SECURITY_SAVED_REQUEST"))
        .isNull();
  }

  @Test
  void recording_phoneSystemSaysNo_isToldWithoutNamingIt() throws Exception {
    system.answers(RecordingAnswer.ABSENT);
    assertNeutral(410);
    system.answers(new RecordingAnswer.Refused());
    assertNeutral(502);
    system.answers(new RecordingAnswer.Unreachable("http://10.0.0.7:10023 refuses"));
    assertNeutral(503);
    system.answers(_ -> system.breakingOff(new byte[0], 100));
    assertNeutral(503);
  }

  private void assertNeutral(int status) throws Exception {
    MockHttpServletResponse answer = ask(team.anna(), get(address()));
    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(answer.getContentAsString() + answer.getErrorMessage())
        .doesNotContain("10.0.0.7", "builtin", ScriptedRecordings.MARK);
    assertThat(answer.getHeaderNames())
        .allSatisfy(name ->
            assertThat(answer.getHeaders(name).toString())
                .doesNotContain("10.0.0.7", "builtin", ScriptedRecordings.MARK));
    assertThat(system.open()).isZero();
  }

  @Test
  void recording_phoneSystemGoesInTheMiddle_breaksTheConnectionWithoutNamingIt() {
    system.answers(_ -> system.breakingOff(SOUND, 2 * SOUND.length));

    assertThatThrownBy(() -> ask(team.anna(), get(address())))
        .isInstanceOf(IOException.class)
        .hasNoCause()
        .hasMessageNotContaining(ScriptedRecordings.MARK);
    assertThat(system.open()).isZero();
  }

  @Test
  void recording_saidToBeAPage_isSentAsBytes() throws Exception {
    system.answers(_ -> system.found("text/html", "<script>".getBytes(UTF_8)));

    assertThat(ask(team.anna(), get(address())).getContentType())
        .isEqualTo("application/octet-stream");
  }

  private String address() {
    return "/recordings/" + call;
  }

  private MockHttpServletResponse ask(Person person, MockHttpServletRequestBuilder request)
      throws Exception {
    var signedIn =
        signIn.authenticate(
            UsernamePasswordAuthenticationToken.unauthenticated(
                person.signIn(), TestTeam.PASSWORD));
    return server.perform(request.with(authentication(signedIn))).andReturn().getResponse();
  }
}
