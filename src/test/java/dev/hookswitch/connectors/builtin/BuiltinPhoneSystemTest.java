package dev.hookswitch.connectors.builtin;

import static dev.hookswitch.phone.Feature.ANSWER;
import static dev.hookswitch.phone.Feature.BLIND_TRANSFER;
import static dev.hookswitch.phone.Feature.DIAL;
import static dev.hookswitch.phone.Feature.DROP;
import static dev.hookswitch.phone.Feature.DTMF;
import static dev.hookswitch.phone.Feature.HOLD;
import static dev.hookswitch.phone.Feature.MAKE_CONSULT_CALL;
import static dev.hookswitch.phone.Feature.MUTE;
import static dev.hookswitch.phone.Feature.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiCommand.AnswerCall;
import dev.hookswitch.phone.CtiCommand.DropCall;
import dev.hookswitch.phone.CtiCommand.MakeCall;
import dev.hookswitch.phone.CtiCommand.SignalMedia;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaConfig.Role;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.MediaSignal.Audio.Flow;
import dev.hookswitch.phone.MediaSignal.Description.Kind;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.ProbedLine;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls between real lines of the built-in phone system, as their users see them. */
class BuiltinPhoneSystemTest {
  private static final Feature[] TALKING = {
    DROP, HOLD, DTMF, MUTE, VIDEO, BLIND_TRANSFER, MAKE_CONSULT_CALL
  };

  private final Map<PhoneNumber, Line> lines =
      Stream.of(
              ProbedLine.line("builtin", "101", "Anna"),
              ProbedLine.line("builtin", "102", "Boris"),
              ProbedLine.line("builtin", "103", "Clara"),
              ProbedLine.line("builtin", "104", "David"))
          .collect(Collectors.toMap(Line::number, line -> line));
  private BuiltinPhoneSystem system = systemThatRings(30);
  private final ProbedLine anna = open("101");
  private final ProbedLine boris = open("102");

  private BuiltinPhoneSystem systemThatRings(int seconds) {
    return new BuiltinPhoneSystem(
        (_, number) -> java.util.Optional.ofNullable(lines.get(number)),
        new BuiltinSettings(
            seconds, List.of(new BuiltinSettings.IceServer("turn:turn.example:3478", "s3cret"))),
        Clock.systemUTC());
  }

  private ProbedLine open(String number) {
    return ProbedLine.open(system, lines.get(new PhoneNumber(number)));
  }

  @AfterEach
  void stop() {
    system.stop();
  }

  private record Talk(CallId near, CallId far) {}

  private static Talk ring(ProbedLine from, ProbedLine to) {
    from.accepts(new MakeCall(to.number(), Media.AUDIO));
    return new Talk(from.started(CallDirection.OUT).id(), to.started(CallDirection.IN).id());
  }

  private static Talk talk(ProbedLine from, ProbedLine to) {
    Talk talk = ring(from, to);
    to.accepts(new AnswerCall(talk.far(), Media.AUDIO));
    from.saw(CtiEvent.WebRtcStarted.class, event -> event.callId().equals(talk.near()));
    to.saw(CtiEvent.WebRtcStarted.class, event -> event.callId().equals(talk.far()));
    return talk;
  }

  @Test
  void makeCall_lineIsFree_ringsOnBothSides() {
    Talk call = ring(anna, boris);

    Call out = anna.started(CallDirection.OUT);
    Call in = boris.started(CallDirection.IN);
    assertThat(out.peer().name()).isEqualTo("Boris");
    assertThat(in.peer().name()).isEqualTo("Anna");
    assertThat(out.state()).isEqualTo(CallState.ALERTING);
    assertThat(out.linkage()).isNotEmpty().isEqualTo(in.linkage());
    assertThat(call.near()).isNotEqualTo(call.far());
    anna.sawFeatures(call.near(), DROP);
    boris.sawFeatures(call.far(), ANSWER, DROP);
  }

  @Test
  void answer_ringingCall_beginsConversationAndMedia() {
    Talk call = talk(anna, boris);

    anna.saw(CtiEvent.CommutationStarted.class);
    anna.sawFeatures(call.near(), TALKING);
    boris.sawFeatures(call.far(), TALKING);
    var offers = anna.saw(CtiEvent.WebRtcStarted.class);
    var answers = boris.saw(CtiEvent.WebRtcStarted.class);
    assertThat(offers.config().role()).isEqualTo(Role.OFFERS);
    assertThat(answers.config().role()).isEqualTo(Role.ANSWERS);
    assertThat(offers.session()).isNotEqualTo(answers.session());
    assertThat(offers.config().iceServers().getFirst().username()).endsWith(":101");
    anna.got(MediaSignal.Audio.class, audio -> audio.flow() == Flow.OPEN);
  }

  @Test
  void signalMedia_offerAnswerAndCandidates_areRelayedToThePeersSession() {
    talk(anna, boris);

    anna.accepts(signal(new MediaSignal.Description(anna.media(), Kind.OFFER, "v=0\r\nm=audio")));
    var offer = boris.got(MediaSignal.Description.class, _ -> true);
    boris.accepts(signal(new MediaSignal.Description(boris.media(), Kind.ANSWER, "v=0\r\n")));
    var answer = anna.got(MediaSignal.Description.class, _ -> true);
    String line = "candidate:1 1 udp 2113937151 192.0.2.7 54321 typ host generation 0";
    anna.accepts(signal(new MediaSignal.Candidate(anna.media(), line, "0", 0)));
    var candidate = boris.got(MediaSignal.Candidate.class, _ -> true);

    assertThat(offer)
        .isEqualTo(new MediaSignal.Description(boris.media(), Kind.OFFER, "v=0\r\nm=audio"));
    assertThat(answer.session()).isEqualTo(anna.media());
    assertThat(candidate).isEqualTo(new MediaSignal.Candidate(boris.media(), line, "0", 0));
  }

  private static SignalMedia signal(MediaSignal signal) {
    return new SignalMedia(signal);
  }

  @Test
  void drop_talkingCall_endsOnBothSidesAndFreesTheLines() {
    Talk call = talk(anna, boris);

    anna.accepts(new DropCall(call.near()));

    assertThat(anna.finished(call.near()).endReason()).isEqualTo(EndReason.ENDED_BY_USER);
    assertThat(boris.finished(call.far()).endReason()).isEqualTo(EndReason.ENDED_BY_OTHER);
    boris.saw(CtiEvent.WebRtcDestroyed.class);
    boris.forget();
    anna.saw(
        CtiEvent.LineStateChanged.class,
        event -> event.callId() == null && event.features().equals(java.util.Set.of(DIAL)));
    ring(boris, anna);
  }
}
