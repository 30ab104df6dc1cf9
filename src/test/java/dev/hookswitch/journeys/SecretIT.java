package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.HarContentPolicy;
import dev.hookswitch.FreePorts;
import dev.hookswitch.TestDatabase;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.SwitchControl.Sockets;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
  private static final String WEBITEL_PASSWORD = "planted-of-webitel-2Lm6";
  private static final String VERTO_PASSWORD = "planted-of-verto-8Tz1";
  private static final byte[] KEY = "planted-key-of-32-bytes-5Hs1-end".getBytes(UTF_8);

  /** What stands in every link to a recording: its address, a key, and a token with this head. */
  private static final List<String> OF_A_LINK =
      List.of(
          "/api/v2/files/",
          "x_key",
          "access_token",
          Base64.getEncoder()
              .withoutPadding()
              .encodeToString("{\"typ\":\"JWT\",\"alg\":\"HS256\"}".getBytes(UTF_8)));

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
        - signIn: vera
          name: Vera Voss
          password: demo-vera
          roles: [agent]
          lines:
            - system: webitel
              number: "501"
              secrets: {password: %s}
        - signIn: victor
          name: Victor Vogt
          password: demo-victor
          roles: [agent]
          lines:
            - system: verto
              number: "502"
              secrets: {password: %s}
      settings:
        - {code: webitelConnectionString, value: "ws://127.0.0.1:%5$d"}
        - {code: webitelWebrtcConnectionString, value: "ws://127.0.0.1:%6$d"}
        - {code: webitelDomain, value: crm.example.com}
        - {code: vertoConnectionString, value: "ws://127.0.0.1:%6$d"}
        - {code: vertoDomain, value: crm.example.com}
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
      """;

  /** Comes after the database's own settings and wins. */
  static class Planted implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      int events = FreePorts.next();
      int verto = FreePorts.next();
      TestPropertyValues.of(
              "hookswitch.simulators.webitel.enabled=true",
              "hookswitch.simulators.webitel.event-port=" + events,
              "hookswitch.simulators.webitel.verto-port=" + verto,
              "hookswitch.simulators.webitel.users[0].number=501",
              "hookswitch.simulators.webitel.users[0].name=Vera Voss",
              "hookswitch.simulators.webitel.users[0].password=" + WEBITEL_PASSWORD,
              "hookswitch.simulators.webitel.users[1].number=502",
              "hookswitch.simulators.webitel.users[1].name=Victor Vogt",
              "hookswitch.simulators.webitel.users[1].password=" + VERTO_PASSWORD,
              "hookswitch.secrets.key=" + Base64.getEncoder().encodeToString(KEY),
              "hookswitch.provisioning="
                  + Surroundings.provisioning(
                      PROVISIONING.formatted(
                          PASSWORD, LINE_SECRET, WEBITEL_PASSWORD, VERTO_PASSWORD, events, verto)),
              "hookswitch.builtin.ice-servers[0].url=turn:127.0.0.1:9",
              "hookswitch.builtin.ice-servers[0].secret=" + TURN_SECRET)
          .applyTo(context);
    }
  }

  @LocalServerPort int port;
  @Autowired JdbcTemplate database;
  @Autowired SimulatedWebitel webitel;

  private final List<String> seen = new ArrayList<>();

  @Test
  void secrets_planted_areNowhere(CapturedOutput output, @TempDir Path folder) throws Exception {
    String base = "http://localhost:" + port;
    try (Agent anna = Calls.signIn(base, "anna", recorded(folder, "anna"));
        Agent oleg = Calls.signIn(base, "oleg", recorded(folder, "oleg"));
        Agent pia = new Agent(base, "pia", Browser.context(recorded(folder, "pia")));
        Agent vera = Calls.signIn(base, "vera", recorded(folder, "vera"));
        Agent victor = Calls.signIn(base, "victor", recorded(folder, "victor"));
        Agent admin = Calls.signIn(base, "admin", recorded(folder, "admin"))) {
      Tour.signIn(base, pia.page(), "pia", PASSWORD);
      Stream.of(anna, oleg, pia, vera, victor, admin).forEach(this::listen);
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
      onWebitel(base, vera);
      victor.call("001");
      victor.seesState("001", "Talking");
      keep(victor.page());
      victor.press("End");
      victor.seesState("001", "Ended");
      // Signed in anew, with a reason in the log.
      Stream.of("501", "502").forEach(user -> webitel.control().cut(user, Sockets.BOTH));
      Stream.of(vera, victor).forEach(this::comesBack);
      seen.add(exportedCalls(base, vera.page()));
      Tour.ofAgent(base, pia.page(), (_, page) -> keep(page));
      Tour.ofAgent(base, oleg.page(), (_, page) -> keep(page));
      oleg.page().navigate(base + "/calls");
      Tour.ofAdministrator(base, admin.page(), (_, page) -> keep(page));
      keep(dialogOfPiasLine(base, admin.page()));
      seen.add(exported(base, admin.page()));
    }
    // The archive of a browser is complete once it is closed.
    for (String name : List.of("anna", "oleg", "pia", "vera", "victor", "admin")) {
      seen.addAll(responses(folder.resolve(name + ".har")));
    }

    Map<String, String> places = new HashMap<>();
    places.put("what the browsers got", String.join("\n", seen));
    places.put("log", output.getAll());
    List<String> tables = tables();
    assertThat(tables).contains("call_record", "call_event", "line_secret", "system_setting");
    tables.forEach(table -> places.put(table, rows(table)));
    for (String place : List.of("what the browsers got", "call_record", "call_event")) {
      assertThat(places.get(place))
          .as(place + ", where the search must find something")
          .contains(NO_SECRET);
    }
    places.forEach((place, text) -> {
      for (String secret : secrets()) {
        assertThat(text.contains(secret)).as("'%s' in %s", secret, place).isFalse();
      }
    });
    assertThat(output.getAll()).as("log of the product itself").contains("DEBUG");
  }

  /**
   * A call from outside on the web phone, and its recording, which is had by a link with a token.
   */
  private void onWebitel(String base, Agent vera) {
    webitel.control().callFromOutside("442079460958", "", "501");
    vera.seesState("Marta Lindqvist", "Ringing");
    vera.press("Answer");
    vera.seesState("Marta Lindqvist", "Talking");
    vera.press("Hold");
    vera.seesState("Marta Lindqvist", "On hold");
    keep(vera.page());
    vera.press("Resume");
    vera.seesState("Marta Lindqvist", "Talking");
    vera.page().waitForTimeout(1500);
    assertThat(webitel.control().farEndHangsUp("501")).isTrue();
    vera.seesState("Marta Lindqvist", "Ended");
    Page page = Tour.open(base, vera.page(), "calls");
    page.locator("main vaadin-grid a[href^='calls/']:visible").first().click();
    page.getByRole(AriaRole.MAIN)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Play").setExact(true))
        .click();
    page.waitForFunction("document.querySelector('.hs-player audio').currentTime > 0.5");
    keep(page);
  }

  private void comesBack(Agent agent) {
    agent.seesConnectedPanel();
    keep(agent.page());
  }

  private static String exportedCalls(String base, Page page) throws IOException {
    Tour.open(base, page, "calls");
    page.locator("main .hs-head > vaadin-button").last().click();
    Locator dialog = page.locator("vaadin-dialog[opened]");
    assertThat(dialog).hasCount(1);
    Download download =
        page.waitForDownload(() -> dialog.locator("vaadin-button[theme~=primary]").click());
    String csv = Files.readString(download.path());
    assertThat(csv).contains("Marta Lindqvist");
    return csv;
  }

  private List<String> tables() {
    return database.queryForList(
        "select lower(table_name) from information_schema.tables where lower(table_schema) = 'public'",
        String.class);
  }

  private String rows(String table) {
    return database.queryForList("select * from " + table).stream()
        .flatMap(row -> row.values().stream())
        .map(value -> value instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : "" + value)
        .collect(Collectors.joining("\n"));
  }

  /** Each in the ways in which it may be written. */
  private static List<String> secrets() {
    List<String> all = new ArrayList<>();
    for (byte[] secret :
        List.of(
            LINE_SECRET.getBytes(UTF_8),
            PASSWORD.getBytes(UTF_8),
            TURN_SECRET.getBytes(UTF_8),
            WEBITEL_PASSWORD.getBytes(UTF_8),
            VERTO_PASSWORD.getBytes(UTF_8),
            KEY)) {
      String text = new String(secret, UTF_8);
      all.add(text);
      all.add(URLEncoder.encode(text, UTF_8));
      all.add(Base64.getEncoder().withoutPadding().encodeToString(secret));
      all.add(HexFormat.of().formatHex(secret));
    }
    all.addAll(OF_A_LINK);
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
