package dev.hookswitch.calls;

import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.security.People;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What only a real connection shows of recordings. */
@HookswitchTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"server.address=127.0.0.1", "server.servlet.session.cookie.secure=false"})
@Import(ScriptedRecordings.class)
@ExtendWith(OutputCaptureExtension.class)
class RecordingIT {
  private static final Pattern TOKEN =
      Pattern.compile(
          "name=\"_csrf\"[^>]*content=\"([^\"]+)\"|content=\"([^\"]+)\"[^>]*name=\"_csrf\"");

  @LocalServerPort private int port;
  @Autowired private ScriptedRecordings system;
  @Autowired private CallRecorder recorder;
  @Autowired private People people;
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private UUID call;

  @BeforeEach
  void signInAndTalk() throws Exception {
    TestTeam team = TestTeam.create(people);
    call =
        CallStory.incoming(recorder, team.anna().id(), "1", "", Instant.now().minusSeconds(99))
            .answeredAfter(5)
            .endedAfter(60, ENDED_BY_OTHER)
            .id();
    HttpRequest page =
        HttpRequest.newBuilder(address("/sign-in")).header("Accept", "text/html").build();
    Matcher token = TOKEN.matcher(browser.send(page, BodyHandlers.ofString()).body());
    assertThat(token.find()).isTrue();
    String value = token.group(1) == null ? token.group(2) : token.group(1);
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(encoded(team.anna().signIn()), encoded(TestTeam.PASSWORD), encoded(value));
    browser.send(
        HttpRequest.newBuilder(address("/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.discarding());
  }

  @AfterEach
  void leave() {
    browser.close();
  }

  @Test
  void phoneSystem_goesInTheMiddle_isSeenAsACutConnection(CapturedOutput log) {
    system.answers(_ -> system.breakingOff(new byte[200_000], 400_000));

    assertThatThrownBy(() -> browser.send(request(), BodyHandlers.ofByteArray()))
        .isInstanceOf(IOException.class);
    assertThat(system.open()).isZero();
    assertThat(log.getOut()).contains("stopped sending the recording of call " + call);
  }

  @Test
  void phoneSystem_goesAtOnce_isToldAsUnavailable() throws Exception {
    system.answers(_ -> system.breakingOff(new byte[0], 400_000));

    assertThat(browser.send(request(), BodyHandlers.discarding()).statusCode()).isEqualTo(503);
  }

  @Test
  void listener_goesInTheMiddle_isNoErrorAndClosesTheRecording(CapturedOutput log)
      throws Exception {
    system.answers(_ -> system.found("audio/mpeg", new byte[40_000_000]));

    HttpResponse<InputStream> answer = browser.send(request(), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(system.open()).isEqualTo(1);
    answer.body().close();

    await().untilAsserted(() -> assertThat(system.open()).isZero());
    assertThat(log.getOut()).doesNotContain("ERROR");
  }

  @Test
  void head_tellsTheLengthWithoutSendingIt() throws Exception {
    system.answers(_ -> system.found("audio/mpeg", new byte[5000]));

    HttpResponse<byte[]> answer =
        browser.send(
            HttpRequest.newBuilder(address("/recordings/" + call)).HEAD().build(),
            BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(5000);
    assertThat(answer.headers().firstValue("Accept-Ranges")).hasValue("bytes");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(address("/recordings/" + call)).build();
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
