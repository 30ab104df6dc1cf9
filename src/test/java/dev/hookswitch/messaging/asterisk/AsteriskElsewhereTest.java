package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CtiCommand.ParkCall;
import dev.hookswitch.phone.CtiCommand.StartRecording;
import dev.hookswitch.phone.CtiCommand.StopRecording;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.RobotPhone;
import dev.hookswitch.robots.RobotPhone.Manner;
import dev.hookswitch.tms.TmsTokens;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Import;

/** A real Asterisk behind a Messaging Service elsewhere: every word goes over a socket. */
@ExtendWith(RealAsterisk.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsteriskElsewhereTest {
  private static final String KEY =
      Base64.getEncoder().encodeToString(new byte[TmsTokens.KEY_BYTES]);
  private RealAsterisk.Instance asterisk;
  private RobotPhone anna;
  private RobotPhone boris;
  private ServletWebServerApplicationContext service;
  private Line line;

  /** No configuration by its own: other beds that look for parts here do not find it. */
  @Import(AsteriskBed.Parts.class)
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class
  })
  static class Parts {}

  @BeforeAll
  void start(RealAsterisk.Instance running) {
    asterisk = running;
    anna = RobotPhone.at(running, "101", Manner.RINGS);
    boris = RobotPhone.at(running, "102", Manner.RINGS);
    String link = "--hookswitch.messaging.asterisk." + AsteriskBed.LINK + ".";
    service =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Parts.class)
                .profiles(MessagingService.ALONE)
                .web(WebApplicationType.SERVLET)
                .run(
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--hookswitch.messaging.token-key=" + KEY,
                    link + "host=127.0.0.1",
                    link + "port=" + running.amiPort(),
                    link + "user=hookswitch",
                    link + "secret=" + RealAsterisk.Instance.SECRET,
                    link + "system-rights=true");
    line =
        AsteriskBed.line(
            "101",
            "SysMsgServerNode",
            "ws://127.0.0.1:%d/messaging".formatted(service.getWebServer().getPort()));
  }

  @AfterAll
  void stop() {
    if (service != null) {
      service.close();
      anna.close();
      boris.close();
    }
  }

  private PhoneSystem system() {
    return service.getBean(PhoneSystem.class);
  }

  @Test
  void call_recordedAndParked_isToldOverTheSocket() {
    ProbedLine.open(system(), line, AsteriskBed.PATIENCE).close();
    await()
        .atMost(AsteriskBed.PATIENCE)
        .until(() -> system().capabilities(line).includes(Feature.PARK));
    try (ProbedLine open = ProbedLine.open(system(), line, AsteriskBed.PATIENCE)) {
      boris.dials("101");
      Call call = open.started(CallDirection.IN);
      anna.answers();
      open.saw(CommutationStarted.class, event -> event.callId().equals(call.id()));
      open.sawFeature(call.id(), Feature.START_RECORDING);
      open.accepts(new StartRecording(call.id()));
      open.sawFeature(call.id(), Feature.STOP_RECORDING);
      open.forget();
      open.accepts(new StopRecording(call.id()));
      open.sawFeature(call.id(), Feature.START_RECORDING);
      open.accepts(new ParkCall(call.id()));
      Call parked = open.finished(call.id());
      assertThat(parked.endReason()).isEqualTo(EndReason.PARKED);
      assertThat(String.valueOf(parked.redirection())).matches("7[0-2]\\d");
    } finally {
      asterisk.console("channel request hangup all");
    }
  }
}
