package dev.hookswitch.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.hookswitch.simulators.freeswitch.SwitchUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class SimulatedWebitelEndpointTest {
  private final SimulatedWebitel simulated =
      SimulatedWebitel.start(SwitchUser.of("1000", "crm.test", "s3cret", "Alice"));
  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(new SimulatedWebitelEndpoint(simulated)).build();

  @AfterEach
  void stop() {
    simulated.close();
    SecurityContextHolder.clearContext();
  }

  private ResultActions call(String json) throws Exception {
    return mvc.perform(
        post("/api/simulators/webitel/calls")
            .contentType(MediaType.APPLICATION_JSON)
            .content(json));
  }

  private ResultActions deed(String deed) throws Exception {
    return mvc.perform(post("/api/simulators/webitel/users/1000/" + deed));
  }

  @Test
  void call_ringsAtTheDeskPhone_whichCanBePickedUpAndPutDown() throws Exception {
    deed("pick-up").andExpect(status().isConflict());

    call("{\"to\": \"1000\", \"from\": \"380441234567\", \"name\": \"Marta\", \"seconds\": 20}")
        .andExpect(status().isAccepted());
    Awaitility.await().until(() -> !simulated.control().legs("1000").isEmpty());

    deed("pick-up").andExpect(status().isAccepted());
    deed("hold").andExpect(status().isAccepted());
    deed("resume").andExpect(status().isAccepted());
    deed("put-down").andExpect(status().isAccepted());
    assertThat(simulated.control().legs("1000")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"to\": \"1000\"}",
        "{\"to\": \"1000\", \"from\": \"Marta\"}",
        "{\"to\": \"1000\", \"from\": \"1\", \"seconds\": -1}"
      })
  void call_thatIsUnusable_isABadRequest(String json) throws Exception {
    call(json).andExpect(status().isBadRequest());
  }

  @Test
  void stranger_isNotFound() throws Exception {
    call("{\"to\": \"77\", \"from\": \"1\"}").andExpect(status().isNotFound());
    mvc.perform(post("/api/simulators/webitel/users/77/pick-up")).andExpect(status().isNotFound());
  }

  private static ApplicationContextRunner application() {
    return new ApplicationContextRunner()
        .withUserConfiguration(Simulators.class)
        .withPropertyValues(
            "hookswitch.simulators.webitel.users[0].number=1000",
            "hookswitch.simulators.webitel.users[0].password=s3cret",
            "hookswitch.simulators.webitel.users[0].name=Alice");
  }

  @Test
  void simulator_notAskedFor_isNotThere() {
    application()
        .run(context ->
            assertThat(context)
                .doesNotHaveBean(SimulatedWebitel.class)
                .doesNotHaveBean(SimulatedWebitelEndpoint.class));
  }

  @Test
  void simulator_askedFor_listens_andObeysAdministratorsOnly() {
    application()
        .withPropertyValues(SimulatorsConfiguration.ENABLED + "=true")
        .run(context -> {
          SimulatedWebitel started = context.getBean(SimulatedWebitel.class);
          assertThat(started.eventUrl().getPort()).isPositive();
          assertThat(started.control().knows("1000@crm.example.com")).isTrue();
          SimulatedWebitelEndpoint endpoint = context.getBean(SimulatedWebitelEndpoint.class);
          SecurityContextHolder.getContext()
              .setAuthentication(new TestingAuthenticationToken("ann", "", "ROLE_AGENT"));
          assertThatThrownBy(() -> endpoint.deed("1000", "pick-up"))
              .isInstanceOf(AccessDeniedException.class);
          SecurityContextHolder.getContext()
              .setAuthentication(new TestingAuthenticationToken("root", "", "ROLE_ADMINISTRATOR"));
          assertThat(endpoint.deed("1000", "pick-up").getStatusCode().value()).isEqualTo(409);
        });
  }

  @Test
  void simulator_whosePortIsTaken_listensElsewhere() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      application()
          .withPropertyValues(
              SimulatorsConfiguration.ENABLED + "=true",
              "hookswitch.simulators.webitel.event-port=" + taken.getLocalPort())
          .run(context ->
              assertThat(context.getBean(SimulatedWebitel.class).eventUrl().getPort())
                  .isPositive()
                  .isNotEqualTo(taken.getLocalPort()));
    }
  }

  @Configuration
  @EnableMethodSecurity
  @EnableConfigurationProperties(SimulatedWebitelSettings.class)
  @Import({SimulatorsConfiguration.class, SimulatedWebitelEndpoint.class})
  static class Simulators {}
}
