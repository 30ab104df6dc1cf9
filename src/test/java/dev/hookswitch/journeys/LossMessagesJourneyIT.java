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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
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

  private static final int FIRST_NUMBER = 1001;

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
      addresses.put("token", PEERS.expired());
      var file = new StringBuilder("users:\n");
      var number = new AtomicInteger(FIRST_NUMBER);
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
      for (String language : List.of("en", "ru")) {
        file.append(
            """
              - signIn: boss-%1$s
                name: Frida Keller
                password: demo-boss-%1$s
                language: %1$s
                roles: [administrator]
            """
                .formatted(language));
      }
      TestPropertyValues.of("hookswitch.provisioning=" + Surroundings.provisioning(file.toString()))
          .applyTo(context);
    }
  }

  @LocalServerPort int port;

  @AfterAll
  static void stop() throws Exception {
    WEBITEL.close();
    PEERS.close();
  }

  private Agent signIn(String user) {
    Agent agent = new Agent("http://localhost:" + port, user, Browser.context(Browser.desktop()));
    Page page = agent.page();
    agent.opens("/sign-in");
    page.getByLabel("Sign-in name").fill(user);
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(agent.password());
    page.keyboard().press("Enter");
    return agent;
  }

  private static void says(Locator place, String words) {
    assertThat(place)
        .containsText(
            words, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  private static Locator button(Locator place, String name) {
    return place.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
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
    "token-en, has expired, Try now",
    "token-ru, истёк, Повторить",
  })
  void line_thatCannotBeOpened_saysWhyAndWhatToDo(String user, String words, String button) {
    try (Agent agent = signIn(user)) {
      Locator panel = agent.page().locator("#cti");
      says(panel, words);
      Locator again = button(panel, button);
      assertThat(again).isEnabled();
      again.click();
      says(panel, words);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Test connection | did not accept the number or the password"
            + " | No server is known at the address of Webitel | refuses the connection"
            + " | The encryption of Webitel is not trusted | takes too long to answer"
            + " | is something else | has expired",
        "ru | Проверить связь | номер или пароль этой линии не принят"
            + " | не найден по указанному адресу | отклоняет подключение"
            + " | не вызывает доверия | слишком долго не отвечает"
            + " | отвечает что-то другое | истёк",
      })
  void connection_triedByTheAdministrator_saysTheSame(ArgumentsAccessor told) {
    String language = told.getString(0);
    try (Agent boss = signIn("boss-" + language)) {
      Locator page = boss.page().getByRole(AriaRole.MAIN);
      assertThat(page).isVisible();
      for (int cause = 2; cause < told.size(); cause++) {
        boss.opens("/admin/webitel");
        String number = String.valueOf(FIRST_NUMBER + 2 * (cause - 2));
        page.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(number).setExact(true))
            .first()
            .click();
        button(page, told.getString(1)).click();
        says(page.locator(".hs-test [role=status]"), told.getString(cause));
      }
    }
  }
}
