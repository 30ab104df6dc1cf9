package dev.hookswitch.connectors.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.ProbedLine;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class EmulatorEndpointTest {
  private final EmulatorPhoneSystem system =
      new EmulatorPhoneSystem(
          new EmulatorSettings(
              Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofMillis(100)),
          Clock.systemUTC());
  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(new EmulatorEndpoint(new EmulatorControl(system))).build();

  @AfterEach
  void stop() {
    system.stop();
  }

  private ResultActions call(String json) throws Exception {
    return mvc.perform(
        post("/api/emulator/calls").contentType(MediaType.APPLICATION_JSON).content(json));
  }

  @Test
  void call_lineIsFree_ringsThere() throws Exception {
    try (ProbedLine line = ProbedLine.open(system, ProbedLine.line("emulator", "901", "Anna"))) {
      call("""
      {"to": "901", "from": "+1 555 0100", "name": "Marta", "behaviour": "gives-up", "seconds": 9}\
      """)
          .andExpect(status().isAccepted());

      assertThat(line.started(CallDirection.IN).caller())
          .isEqualTo(new Party(new PhoneNumber("+15550100"), "Marta"));
    }
  }

  @Test
  void call_toTheCallCentre_ringsAtAnAgentWhoIsIn() throws Exception {
    try (ProbedLine line = ProbedLine.open(system, ProbedLine.line("emulator", "901", "Anna"))) {
      callCallCentre()
          .andExpect(status().isConflict())
          .andExpect(jsonPath("$.reason").value("UNAVAILABLE"));

      line.accepts(new CtiCommand.ChangeCallCentreState(CallCentre.IN));
      callCallCentre().andExpect(status().isAccepted());
      assertThat(line.started(CallDirection.IN).caller().name()).isEqualTo("Marta");
    }
  }

  private ResultActions callCallCentre() throws Exception {
    return mvc.perform(
        post("/api/emulator/call-centre/calls")
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"from\": \"+15550100\", \"name\": \"Marta\"}"));
  }

  @Test
  void call_nobodyThere_isAConflictWithTheReason() throws Exception {
    call("{\"to\": \"901\"}")
        .andExpect(status().isConflict())
        .andExpect(jsonPath("$.reason").value("UNAVAILABLE"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | to",
        "{\"to\": \"Anna\"} | to",
        "{\"to\": \"901\", \"from\": \"Marta\"} | from",
        "{\"to\": \"901\", \"behaviour\": \"sings\"} | behaviour",
        "{\"to\": \"901\", \"behaviour\": \"hangs-up\"} | seconds",
        "{\"to\": \"901\", \"behaviour\": \"gives-up\", \"seconds\": -1} | seconds",
        "{\"to\": {}} | body",
        "901, please | body"
      })
  void call_unusableRequest_namesFieldAndExpectation(String json, String field) throws Exception {
    call(json)
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.field").value(field))
        .andExpect(jsonPath("$.expected").isNotEmpty());
  }

  @Configuration(proxyBeanMethods = false)
  @EnableMethodSecurity
  @EnableConfigurationProperties(EmulatorSettings.class)
  @Import({EmulatorPhoneSystem.class, EmulatorControl.class, EmulatorEndpoint.class})
  static class Application {
    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  private final ApplicationContextRunner application =
      new ApplicationContextRunner().withUserConfiguration(Application.class);

  @Test
  void emulator_notEnabled_isNotThere() {
    application.run(context ->
        assertThat(context)
            .doesNotHaveBean(EmulatorPhoneSystem.class)
            .doesNotHaveBean(EmulatorControl.class)
            .doesNotHaveBean(EmulatorEndpoint.class));
  }

  @ParameterizedTest
  @CsvSource({"ROLE_ADMINISTRATOR, true", "ROLE_SUPERVISOR, false", "ROLE_AGENT, false"})
  void call_byRole_isForAdministratorsOnly(String role, boolean allowed) {
    application
        .withPropertyValues("hookswitch.emulator.enabled=true")
        .run(context -> {
          SecurityContextHolder.getContext()
              .setAuthentication(new TestingAuthenticationToken("user", "", role));
          try {
            EmulatorEndpoint endpoint = context.getBean(EmulatorEndpoint.class);
            EmulatorEndpoint.CallRequest request =
                new EmulatorEndpoint.CallRequest("901", null, null, null, null);
            if (allowed) {
              assertThat(endpoint.call(request).getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
            } else {
              assertThatThrownBy(() -> endpoint.call(request))
                  .isInstanceOf(AccessDeniedException.class);
            }
          } finally {
            SecurityContextHolder.clearContext();
          }
        });
  }
}
