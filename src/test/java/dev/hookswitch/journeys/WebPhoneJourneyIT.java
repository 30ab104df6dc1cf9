package dev.hookswitch.journeys;

import dev.hookswitch.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** The web phone over Verto: two browsers, and the simulated Webitel between them. */
@Tag("database")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "hookswitch.simulators.webitel.enabled=true")
@ContextConfiguration(initializers = {TestDatabase.class, WebPhoneJourneyIT.Lines.class})
class WebPhoneJourneyIT {
  /** Anna and Oleg have a Webitel, Clara and Ben a plain FreeSWITCH. */
  static class Lines implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final List<String> PEOPLE =
        List.of("anna Anna Berg", "oleg Oleg Sorokin", "clara Clara Weiss", "ben Ben Adeyemi");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      int events = freePort();
      int verto = freePort();
      var file = new StringBuilder("users:\n");
      List<String> properties = new ArrayList<>();
      for (String person : PEOPLE) {
        String signIn = person.substring(0, person.indexOf(' '));
        String name = person.substring(person.indexOf(' ') + 1);
        int index = PEOPLE.indexOf(person);
        file.append(
            """
              - signIn: %1$s
                name: %2$s
                password: demo-%1$s
                roles: [agent]
                lines:
                  - system: %3$s
                    number: "%4$d"
                    parameters:
                      webitelDomain: crm.example.com
                      vertoDomain: crm.example.com
                      webitelConnectionString: ws://127.0.0.1:%5$d
                      webitelWebrtcConnectionString: ws://127.0.0.1:%6$d
                      vertoConnectionString: ws://127.0.0.1:%6$d
                    secrets: {password: pw-%4$d}
            """
                .formatted(
                    signIn, name, index < 2 ? "webitel" : "verto", 1001 + index, events, verto));
        String user = "hookswitch.simulators.webitel.users[%d].".formatted(index);
        properties.add(user + "number=" + (1001 + index));
        properties.add(user + "password=pw-" + (1001 + index));
        properties.add(user + "name=" + name);
      }
      properties.add("hookswitch.simulators.webitel.event-port=" + events);
      properties.add("hookswitch.simulators.webitel.verto-port=" + verto);
      properties.add("hookswitch.provisioning=" + written(file.toString()).toUri());
      TestPropertyValues.of(properties).applyTo(context);
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

    private static int freePort() {
      try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @LocalServerPort int port;

  @ParameterizedTest
  @CsvSource({"anna, oleg", "clara, ben"})
  void call_betweenTwoPages_isHeardBothWaysAndHeld(String first, String second) {
    String base = "http://localhost:" + port;
    try (Agent one = Calls.signIn(base, first);
        Agent other = Calls.signIn(base, second)) {
      Calls.talk(one, other);
      one.hears();
      other.hears();

      one.press("Hold");
      one.seesState(other.fullName(), "On hold");
      other.hearsNothing();
      one.press("Resume");
      one.seesState(other.fullName(), "Talking");
      other.hears();

      one.press("Mute");
      other.hearsSilence();
      one.press("Unmute");
      other.hears();
      Calls.end(one, other);

      Calls.talk(other, one);
      one.hears();
      other.hears();
      Calls.end(one, other);
    }
  }
}
