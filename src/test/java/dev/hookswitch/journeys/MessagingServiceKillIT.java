package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallEntry.Result;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.RobotPhone;
import dev.hookswitch.robots.RobotPhone.Manner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.ContextConfiguration;

/**
 * The Messaging Service runs in a process of its own between a real Asterisk and the panel, and is
 * killed in a call.
 */
@Tag("line")
@ExtendWith(RealAsterisk.class)
@ContextConfiguration(initializers = OnServiceElsewhere.class)
class MessagingServiceKillIT extends Journey {
  private static final String MARTA = "Marta Lindqvist";
  private static RealAsterisk.Instance asterisk;
  private static RobotPhone desk;
  private static RobotPhone outside;
  private static PackagedProcess service;

  private Agent anna;
  private CallEntry before;

  @BeforeAll
  static void phones(RealAsterisk.Instance running, @TempDir Path folder) {
    asterisk = running;
    desk = RobotPhone.at(running, "101", Manner.RINGS);
    outside = RobotPhone.outside(running, "+493012345678", Manner.RINGS);
    service = new PackagedProcess(folder);
  }

  /** Somebody outside has called, Anna has answered at her phone, and the service is killed. */
  @BeforeEach
  void talksAndLosesTheService() throws Exception {
    serviceStarts();
    anna = signIn("anna");
    findsTheService();
    outside.dials("+442079460101");
    anna.seesState(MARTA, "Ringing");
    desk.answers();
    anna.seesState(MARTA, "Talking");
    before = newestCall(anna);

    service.kill();
    assertThat(anna.button("101 line lost")).isVisible();
  }

  private static void serviceStarts() throws IOException, InterruptedException {
    service.start(OnServiceElsewhere.arguments(asterisk), URI.create(OnServiceElsewhere.health()));
  }

  /** After attempts with growing delays. */
  private void findsTheService() {
    assertThat(anna.button("All lines connected"))
        .isVisible(new IsVisibleOptions().setTimeout(60_000));
  }

  @AfterEach
  void everybodyHangsUp() throws InterruptedException {
    asterisk.console("channel request hangup all");
    service.kill();
  }

  @AfterAll
  static void noPhones() throws InterruptedException {
    List.of(desk, outside).forEach(RobotPhone::close);
    service.close();
  }

  @Test
  void service_killedInACallThatGoesOn_findsTheSameCall() throws Exception {
    serviceStarts();

    findsTheService();
    anna.seesState(MARTA, "Talking");
    anna.press("Hold");
    anna.seesState(MARTA, "On hold");
    outside.hangsUp();
    anna.seesState(MARTA, "Ended");
    assertThat(newestCall(anna).id()).isEqualTo(before.id());
    assertThat(newestCall(anna).result()).isEqualTo(Result.ANSWERED);
  }

  @Test
  void service_killedInACallThatEndsMeanwhile_closesItAsBrokenOff() throws Exception {
    outside.hangsUp();
    serviceStarts();

    findsTheService();
    anna.seesState(MARTA, "Broken off");
    assertThat(newestCall(anna).id()).isEqualTo(before.id());
    assertThat(newestCall(anna).result()).isEqualTo(Result.BROKEN_OFF);
  }

  @Test
  void service_killedWhileAnotherCallBegins_findsThatOneToo() throws Exception {
    outside.hangsUp();
    outside.dials("+442079460101");
    serviceStarts();

    findsTheService();
    assertThat(anna.card(MARTA)).hasCount(1); // that of the first call is gone
    anna.seesState(MARTA, "Ringing");
    desk.answers();
    anna.seesState(MARTA, "Talking");
    outside.hangsUp();
    anna.seesState(MARTA, "Ended");
    assertThat(newestCall(anna).id()).isNotEqualTo(before.id());
    assertThat(newestCall(anna).result()).isEqualTo(Result.ANSWERED);
  }
}
