package dev.hookswitch.connectors.webitel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.CallBuilder;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.phone.Recording;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.RecordingRef;
import dev.hookswitch.phone.Recordings;
import dev.hookswitch.phone.RecordingsContract;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebitelRecordingsTest implements RecordingsContract {
  private static final String DOMAIN = "crm.test";
  private static final SwitchUser ALICE =
      SwitchUser.of("1000", DOMAIN, "s3cret", "Alice").withRole("admin");
  private static final SwitchUser GUEST =
      SwitchUser.of("1009", DOMAIN, "s3cret", "Guest").withRole("guest");
  private static final String CUSTOMER = "380441234567";

  private final SimulatedWebitel server = SimulatedWebitel.start(ALICE, GUEST);
  private final WebitelCtiProvider system = new WebitelCtiProvider(Clock.systemUTC());
  private final Line alice = line("1000", "s3cret");
  private final Line guest = line("1009", "s3cret");
  private final Line wrong = line("1001", "no password of anybody");
  private final WebitelRecordings recordings =
      new WebitelRecordings((_, number) ->
          Optional.ofNullable(
              Map.of("1000", alice, "1009", guest, "1001", wrong).get(number.dialled())));
  private CallFinished talked;

  private Line line(String number, String password) {
    return new Line(
        new LineId(UUID.randomUUID()),
        "webitel",
        new PhoneNumber(number),
        "",
        Map.of(
            WebitelParameters.ADDRESS,
            server.eventUrl().toString(),
            WebitelParameters.DOMAIN,
            DOMAIN,
            WebitelParameters.PASSWORD,
            password,
            WebitelParameters.WEB_PHONE,
            "false"));
  }

  @BeforeEach
  void talk() {
    try (ProbedLine line = ProbedLine.open(system, alice)) {
      server.control().callFromOutside(CUSTOMER, "Marta", "1000");
      line.started(CallDirection.IN);
      server.control().pickUp("1000");
      line.saw(CommutationStarted.class);
      server.control().farEndHangsUp("1000");
      talked = line.saw(CallFinished.class);
    }
  }

  @AfterEach
  void stop() {
    recordings.stop();
    system.stop();
    server.close();
  }

  @Override
  public Recordings recordings() {
    return recordings;
  }

  @Override
  public CallFinished recorded() {
    return talked;
  }

  @Override
  public CallFinished unanswered() {
    return new CallFinished(
        alice.id(), CallBuilder.noonAnd(20), CallBuilder.incoming("2").over(EndReason.NO_ANSWER));
  }

  @Override
  public RecordingRef ref(CallFinished finished, String reference) {
    return of("1000", reference);
  }

  @Test
  void open_tokensExpiredMeanwhile_asksForANewLink() throws IOException {
    read(open("1000"));

    server.control().expireTokens();

    read(open("1000"));
  }

  @Test
  void open_byAUserWithoutTheRight_isRefused() {
    assertThat(open("1009")).isInstanceOf(RecordingAnswer.Refused.class);
  }

  @Test
  void open_byAUserWhoCannotSignIn_isRefused() {
    assertThat(open("1001")).isInstanceOf(RecordingAnswer.Refused.class);
  }

  @Test
  void open_ofALineThatIsGone_isRefused() {
    assertThat(open("4711")).isInstanceOf(RecordingAnswer.Refused.class);
  }

  @Test
  void open_serverIsGone_isUnreachableWithoutAnyToken() {
    open("1000");
    server.close();

    assertThat(open("1000"))
        .isInstanceOf(RecordingAnswer.Unreachable.class)
        .asString()
        .doesNotContain("token", "s3cret");
  }

  private RecordingAnswer open(String number) {
    return recordings.open(of(number, recordings.referenceTo(talked).orElseThrow()));
  }

  private static RecordingRef of(String number, String reference) {
    return new RecordingRef(new LineId(UUID.randomUUID()), new PhoneNumber(number), reference);
  }

  private static void read(RecordingAnswer answer) throws IOException {
    try (Recording recording = ((RecordingAnswer.Found) answer).recording()) {
      assertThat(recording.read(0, 4).readNBytes(4)).asString().isEqualTo("RIFF");
    }
  }
}
