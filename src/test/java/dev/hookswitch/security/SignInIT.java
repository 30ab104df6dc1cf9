package dev.hookswitch.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.security.PersonDetails.Access;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@HookswitchTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "server.servlet.session.cookie.secure=false",
      "hookswitch.emulator.enabled=true"
    })
class SignInIT {
  private static final String PASSWORD = "correct horse";

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private FirstAdministrator first;

  private final CookieManager cookies = new CookieManager();
  private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();

  @Test
  void page_ofVaadin_hasTheHeaders() throws Exception {
    HttpResponse<String> page = get("/sign-in");
    assertThat(page.statusCode()).isEqualTo(200);
    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
        .containsPattern("script-src 'self' 'nonce-[A-Za-z0-9+/]{24}' 'unsafe-eval'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(page.headers().firstValue("Permissions-Policy").orElseThrow())
        .contains("microphone=(self)", "camera=(self)");
  }

  @Test
  void nonce_ofEachResponse_isItsOwnAndOnEveryScript() throws Exception {
    Pattern nonces = Pattern.compile("'nonce-([^']+)'");
    String before = "";
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> page = get("/sign-in");
      Matcher nonce =
          nonces.matcher(page.headers().firstValue("Content-Security-Policy").orElseThrow());
      assertThat(nonce.find()).isTrue();
      assertThat(nonce.group(1)).isNotEqualTo(before);
      before = nonce.group(1);
      Matcher scripts = Pattern.compile("<script[^>]*>").matcher(page.body());
      while (scripts.find()) {
        assertThat(scripts.group()).contains("nonce=\"" + before + "\"");
      }
    }
  }

  @Test
  void sessionCookie_isOutOfReachOfScriptsAndForeignPages() throws Exception {
    HttpResponse<String> page = get("/sign-in");
    assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax");
  }

  @Test
  void anyPage_withoutSignIn_leadsToTheSignIn() throws Exception {
    HttpResponse<String> answer = get("/admin/users");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in");
  }

  @Test
  void signIn_withoutToken_isRefusedAsForged() throws Exception {
    agent("forged");
    get("/sign-in");
    HttpResponse<String> answer = post("username=forged&password=" + encoded(PASSWORD));
    assertThat(answer.statusCode()).isNotEqualTo(200);
    assertThat(get("/admin/users").headers().firstValue("Location").orElseThrow())
        .endsWith("/sign-in");
  }

  @Test
  void signIn_wrongAgainAndAgain_hasToWait() throws Exception {
    agent("hasty");
    for (int i = 0; i < 3; i++) {
      assertThat(location(attempt("hasty", "wrong"))).endsWith("/sign-in?refused");
    }
    assertThat(location(attempt("hasty", PASSWORD))).contains("/sign-in?wait=");
  }

  @Test
  void signIn_disabledUser_isRefusedLikeAWrongPassword() throws Exception {
    UserId id = agent("gone");
    ActingAsSystem.call(() -> {
      people.update(id, 0, details("gone", Access.DISABLED));
      return id;
    });
    assertThat(location(attempt("gone", PASSWORD))).endsWith("/sign-in?refused");
  }

  @Test
  void signIn_right_changesTheSession() throws Exception {
    agent("anna");
    get("/sign-in");
    String before = session();
    assertThat(location(attempt("Anna", PASSWORD))).doesNotContain("sign-in");
    assertThat(session()).isNotEqualTo(before);
  }

  /** The rights are the endpoint's own; that it can be reached at all is the matter here. */
  @Test
  void api_signedIn_isAskedForItsRights() throws Exception {
    assertThat(callFromOutside().statusCode()).as("nobody signed in").isIn(302, 401, 403);

    agent("api-agent");
    attempt("api-agent", PASSWORD);
    assertThat(callFromOutside().statusCode()).as("an agent").isEqualTo(403);

    ActingAsSystem.call(() ->
        people.create(
            new PersonDetails(
                "api-admin",
                "api-admin",
                Set.of(Role.ADMINISTRATOR),
                Set.of(),
                null,
                Access.ENABLED),
            new Credential.Password(PASSWORD)));
    attempt("api-admin", PASSWORD);
    HttpResponse<String> answer = callFromOutside();
    assertThat(answer.statusCode()).as("an administrator: %s", answer.body()).isEqualTo(409);
    assertThat(answer.body()).contains("UNAVAILABLE");
  }

  private HttpResponse<String> callFromOutside() throws Exception {
    return browser.send(
        HttpRequest.newBuilder(address("/api/emulator/calls"))
            .header("Content-Type", "application/json")
            .header("X-CSRF-TOKEN", token())
            .POST(HttpRequest.BodyPublishers.ofString("{\"to\": \"999\"}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void setupLink_withAnotherToken_opensNothing() {
    assertThat(first.accepts("")).isFalse();
    assertThat(first.accepts("guess")).isFalse();
    assertThat(first.create("guess", "Eve", "eve", PASSWORD)).isFalse();
    assertThat(people.findBySignIn("eve")).isEmpty();
  }

  private UserId agent(String signIn) {
    return ActingAsSystem.call(
        () -> people.create(details(signIn, Access.ENABLED), new Credential.Password(PASSWORD)));
  }

  private static PersonDetails details(String signIn, Access access) {
    return new PersonDetails(signIn, signIn, Set.of(Role.AGENT), Set.of(), null, access);
  }

  private HttpResponse<String> attempt(String signIn, String password) throws Exception {
    return post(
        "username=%s&password=%s&_csrf=%s"
            .formatted(encoded(signIn), encoded(password), encoded(token())));
  }

  private String token() throws Exception {
    Matcher token =
        Pattern.compile(
                "name=\"_csrf\"[^>]*content=\"([^\"]+)\"|content=\"([^\"]+)\"[^>]*name=\"_csrf\"")
            .matcher(get("/sign-in").body());
    assertThat(token.find()).as("CSRF token of the page").isTrue();
    return token.group(1) == null ? token.group(2) : token.group(1);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(address(path)).header("Accept", "text/html").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String form) throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(address("/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private String session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("HOOKSWITCH"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
