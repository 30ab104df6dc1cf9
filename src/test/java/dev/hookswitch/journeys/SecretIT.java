package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.HarContentPolicy;
import dev.hookswitch.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Secrets are planted wherever the product keeps some; then nobody may ever see them. */
@Tag("database")
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "logging.level.dev.hookswitch=DEBUG")
@ContextConfiguration(initializers = {TestDatabase.class, SecretIT.Planted.class})
class SecretIT {
  private static final String LINE_SECRET = "planted-of-the-line-7Qx4";
  private static final String PASSWORD = "planted-password-9Kd2";
  private static final String TURN_SECRET = "planted-turn-secret-3Vb8";
  private static final byte[] KEY = "planted-key-of-32-bytes-5Hs1-end".getBytes(UTF_8);

  /** No secret: what every search here must find, or it proves nothing. */
  private static final String NO_SECRET = "Pia Plain";

  private static final String PROVISIONING =
      """
      users:
        - signIn: anna
          name: Anna Berg
          password: demo-anna
          roles: [agent]
          lines: [{system: builtin, number: "101"}]
        - signIn: oleg
          name: Oleg Sorokin
          password: demo-oleg
          roles: [agent]
          lines: [{system: builtin, number: "117"}]
        - signIn: admin
          name: Administrator
          password: demo-admin
          roles: [administrator]
          lines: [{system: builtin, number: "100"}]
        - signIn: pia
          name: Pia Plain
          password: %s
          roles: [agent]
          lines:
            - system: builtin
              number: "133"
              parameters: {extension: "133"}
              secrets: {password: %s}
      accounts:
        - name: Northwind Ferries
          numbers:
            - {type: switchboard, number: "+44 20 7946 0900"}
      contacts:
        - name: Marta Lindqvist
          account: Northwind Ferries
          numbers:
            - {type: mobile, number: "+44 20 7946 0958"}
      opportunities:
        - name: 40 bow thruster seals
          owner: anna
      """
          .formatted(PASSWORD, LINE_SECRET);

  /** Comes after the database's own settings and wins. */
  static class Planted implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        Path file = Files.createTempFile("provisioning", ".yaml");
        file.toFile().deleteOnExit();
        Files.writeString(file, PROVISIONING);
        TestPropertyValues.of(
                "hookswitch.secrets.key=" + Base64.getEncoder().encodeToString(KEY),
                "hookswitch.provisioning=" + file.toUri(),
                "hookswitch.builtin.ice-servers[0].url=turn:127.0.0.1:9",
                "hookswitch.builtin.ice-servers[0].secret=" + TURN_SECRET)
            .applyTo(context);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @LocalServerPort int port;
  @Autowired JdbcTemplate database;

  private final List<String> seen = new ArrayList<>();

  @Test
  void secrets_planted_areNowhere(CapturedOutput output, @TempDir Path folder) throws Exception {
    String base = "http://localhost:" + port;
    try (Agent anna = Calls.signIn(base, "anna", recorded(folder, "anna"));
        Agent oleg = Calls.signIn(base, "oleg", recorded(folder, "oleg"));
        Agent pia = new Agent(base, "pia", Browser.context(recorded(folder, "pia")));
        Agent admin = Calls.signIn(base, "admin", recorded(folder, "admin"))) {
      Tour.signIn(base, pia.page(), "pia", PASSWORD);
      Stream.of(anna, oleg, pia, admin).forEach(this::listen);
      Calls.talk(anna, oleg);
      anna.hears();
      oleg.hears();
      keep(anna.page());
      Calls.end(anna, oleg);
      oleg.call("Pia");
      pia.seesState("Oleg Sorokin", "Ringing");
      pia.press("Answer");
      oleg.seesState("Pia Plain", "Talking");
      keep(pia.page());
      pia.press("End");
      oleg.seesState("Pia Plain", "Ended");
      Tour.ofAgent(base, pia.page(), (_, page) -> keep(page));
      Tour.ofAgent(base, oleg.page(), (_, page) -> keep(page));
      oleg.page().navigate(base + "/calls");
      Tour.ofAdministrator(base, admin.page(), (_, page) -> keep(page));
      keep(dialogOfPiasLine(base, admin.page()));
      seen.add(exported(base, admin.page()));
    }
    // The archive of a browser is complete once it is closed.
    for (String name : List.of("anna", "oleg", "pia", "admin")) {
      seen.addAll(responses(folder.resolve(name + ".har")));
    }

    Map<String, String> places = new HashMap<>();
    places.put("what the browsers got", String.join("\n", seen));
    places.put("log", output.getAll());
    for (String table : List.of("call_record", "call_event")) {
      places.put(table, database.queryForList("select * from " + table).toString());
    }
    places.forEach((place, text) -> {
      if (!place.equals("log")) {
        assertThat(text).as(place + ", where the search must find something").contains(NO_SECRET);
      }
      for (String secret : secrets()) {
        assertThat(text.contains(secret)).as("'%s' in %s", secret, place).isFalse();
      }
    });
    assertThat(output.getAll()).as("log of the product itself").contains("DEBUG");
  }

  /** Each in the ways in which it may be written. */
  private static List<String> secrets() {
    List<String> all = new ArrayList<>();
    for (byte[] secret :
        List.of(
            LINE_SECRET.getBytes(UTF_8),
            PASSWORD.getBytes(UTF_8),
            TURN_SECRET.getBytes(UTF_8),
            KEY)) {
      String text = new String(secret, UTF_8);
      all.add(text);
      all.add(URLEncoder.encode(text, UTF_8));
      all.add(Base64.getEncoder().withoutPadding().encodeToString(secret));
      all.add(HexFormat.of().formatHex(secret));
    }
    return all;
  }

  private static NewContextOptions recorded(Path folder, String name) {
    return Browser.desktop()
        .setRecordHarPath(folder.resolve(name + ".har"))
        .setRecordHarContent(HarContentPolicy.EMBED);
  }

  private void listen(Agent agent) {
    agent
        .page()
        .onWebSocket(socket ->
            socket.onFrameReceived(frame -> seen.add(frame.text() == null ? "" : frame.text())));
    // Once more, now that somebody listens.
    agent.page().reload();
    assertThat(agent.panel()).isVisible();
  }

  private void keep(Page page) {
    seen.add(page.content());
  }

  private static Page dialogOfPiasLine(String base, Page page) {
    Tour.open(base, page, "admin/lines");
    page.locator("main vaadin-grid").getByText("133").first().click();
    assertThat(page.locator("vaadin-dialog[opened]")).hasCount(1);
    Tour.settle(page);
    return page;
  }

  private static String exported(String base, Page page) throws IOException {
    Tour.open(base, page, "admin/users");
    Download download = page.waitForDownload(() -> page.getByText("Export YAML").click());
    return Files.readString(download.path());
  }

  /** What the server answered; what the browser sent holds the password that was typed. */
  private static List<String> responses(Path archive) throws IOException {
    JsonNode log = JsonMapper.shared().readTree(Files.readString(archive)).get("log");
    List<String> bodies = new ArrayList<>();
    for (JsonNode entry : log.get("entries")) {
      JsonNode response = entry.get("response");
      JsonNode content = response.get("content");
      String text = content.path("text").asString("");
      if (content.path("encoding").asString("").equals("base64")) {
        text = new String(Base64.getDecoder().decode(text), UTF_8);
      }
      bodies.add(text);
      bodies.add(response.get("headers").toString());
      bodies.add(response.get("redirectURL").toString());
    }
    return bodies;
  }
}
