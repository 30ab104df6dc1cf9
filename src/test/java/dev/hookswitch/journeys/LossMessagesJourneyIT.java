package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.hookswitch.TestDatabase;
import dev.hookswitch.connectors.BadPeers;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * A line that cannot be opened: its agent reads why, and what to do. Each cause is a real one, and
 * has two agents, one for each language.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {TestDatabase.class, LossMessagesJourneyIT.Lines.class})
class LossMessagesJourneyIT {
  /** A peer that says nothing is waited for. */
  private static final double PATIENCE_MILLIS = 30_000;

  private static final BadPeers PEERS = new BadPeers();
  private static final SimulatedWebitel WEBITEL =
      SimulatedWebitel.start(SwitchUser.of("1001", "crm.example.com", "pw-1001", "Anna Berg"));

  static class Lines implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      Map<String, String> addresses = new LinkedHashMap<>();
      addresses.put("password", WEBITEL.eventUrl().toString());
      addresses.put("host", "ws://no-such-host.invalid/");
      addresses.put("port", PEERS.closedPort());
      addresses.put("certificate", PEERS.selfSigned());
      addresses.put("silence", PEERS.silent());
      addresses.put("stranger", PEERS.webServer());
      var file = new StringBuilder("users:\n");
      var number = new AtomicInteger(1001);
      addresses.forEach((cause, address) -> {
        for (String language : List.of("en", "ru")) {
          file.append(
              """
                - signIn: %1$s-%2$s
                  name: Anna Berg
                  password: demo-%1$s-%2$s
                  language: %2$s
                  roles: [agent]
                  lines:
                    - system: webitel
                      number: "%4$d"
                      parameters:
                        webitelDomain: crm.example.com
                        webitelConnectionString: %3$s
                        useWebPhone: "false"
                      secrets: {password: nonsense}
              """
                  .formatted(cause, language, address, number.getAndIncrement()));
        }
      });
      TestPropertyValues.of("hookswitch.provisioning=" + written(file.toString()).toUri())
          .applyTo(context);
    }

    private static Path written(String text) {
      try {
        Path file = Files.createTempFile("provisioning", ".yaml");
        file.toFile().deleteOnExit();
        return Files.writeString(file, text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @LocalServerPort int port;

  @AfterAll
  static void stop() throws Exception {
    WEBITEL.close();
    PEERS.close();
  }

  @ParameterizedTest
  @CsvSource({
    "password-en, did not accept the number or the password, Connect",
    "password-ru, номер или пароль этой линии не принят, Подключить",
    "host-en, No server is known at the address of Webitel, Try now",
    "host-ru, не найден по указанному адресу, Повторить",
    "port-en, refuses the connection, Try now",
    "port-ru, отклоняет подключение, Повторить",
    "certificate-en, The encryption of Webitel is not trusted, Try now",
    "certificate-ru, не вызывает доверия, Повторить",
    "silence-en, takes too long to answer, Try now",
    "silence-ru, слишком долго не отвечает, Повторить",
    "stranger-en, is something else, Try now",
    "stranger-ru, отвечает что-то другое, Повторить",
  })
  void line_thatCannotBeOpened_saysWhyAndWhatToDo(String user, String words, String button) {
    try (Agent agent =
        new Agent("http://localhost:" + port, user, Browser.context(Browser.desktop()))) {
      Page page = agent.page();
      agent.opens("/sign-in");
      page.getByLabel("Sign-in name").fill(user);
      page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
          .fill(agent.password());
      page.keyboard().press("Enter");

      Locator panel = page.locator("#cti");
      assertThat(panel)
          .containsText(
              words, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
      Locator again =
          panel.getByRole(
              AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
      assertThat(again).isEnabled();
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target", "losses", user + ".png")));
      again.click();
      assertThat(panel)
          .containsText(
              words, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }
  }
}
