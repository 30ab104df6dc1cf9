package dev.hookswitch.connectors.builtin;

import static dev.hookswitch.phone.Feature.ANSWER;
import static dev.hookswitch.phone.Feature.BLIND_TRANSFER;
import static dev.hookswitch.phone.Feature.CANCEL_COMPLETE_TRANSFER;
import static dev.hookswitch.phone.Feature.COMPLETE_TRANSFER;
import static dev.hookswitch.phone.Feature.DIAL;
import static dev.hookswitch.phone.Feature.DROP;
import static dev.hookswitch.phone.Feature.DTMF;
import static dev.hookswitch.phone.Feature.HOLD;
import static dev.hookswitch.phone.Feature.MAKE_CONSULT_CALL;
import static dev.hookswitch.phone.Feature.MUTE;
import static dev.hookswitch.phone.Feature.SWAP;
import static dev.hookswitch.phone.Feature.UNHOLD;
import static dev.hookswitch.phone.Feature.UNMUTE;
import static dev.hookswitch.phone.Feature.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiCommand.AnswerCall;
import dev.hookswitch.phone.CtiCommand.BlindTransferCall;
import dev.hookswitch.phone.CtiCommand.CancelTransfer;
import dev.hookswitch.phone.CtiCommand.DropCall;
import dev.hookswitch.phone.CtiCommand.HoldCall;
import dev.hookswitch.phone.CtiCommand.MakeCall;
import dev.hookswitch.phone.CtiCommand.MakeConsultCall;
import dev.hookswitch.phone.CtiCommand.MuteCall;
import dev.hookswitch.phone.CtiCommand.QueryActiveCallSnapshot;
import dev.hookswitch.phone.CtiCommand.SendDtmf;
import dev.hookswitch.phone.CtiCommand.SetUserState;
import dev.hookswitch.phone.CtiCommand.SetVideoState;
import dev.hookswitch.phone.CtiCommand.SignalMedia;
import dev.hookswitch.phone.CtiCommand.SwapCalls;
import dev.hookswitch.phone.CtiCommand.TransferCall;
import dev.hookswitch.phone.CtiCommand.UnholdCall;
import dev.hookswitch.phone.CtiCommand.UnmuteCall;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.DtmfEntered.Origin;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaConfig.Role;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.MediaSignal.Audio.Flow;
import dev.hookswitch.phone.MediaSignal.Description.Kind;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.ProbedLine;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        (_, number) -> Optional.ofNullable(lines.get(number)),
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
        event -> event.callId() == null && event.features().contains(DIAL));
    ring(boris, anna);
  }

  @Test
  void drop_ringingHere_isDeclined() {
    Talk call = ring(anna, boris);

    boris.accepts(new DropCall(call.far()));

    assertThat(anna.finished(call.near()).endReason()).isEqualTo(EndReason.DECLINED);
    assertThat(boris.finished(call.far()).endReason()).isEqualTo(EndReason.DECLINED);
  }

  @Test
  void drop_ringingThere_isCancelledOnBothSides() {
    Talk call = ring(anna, boris);

    anna.accepts(new DropCall(call.near()));

    assertThat(anna.finished(call.near()).endReason()).isEqualTo(EndReason.CANCELLED);
    assertThat(boris.finished(call.far()).endReason()).isEqualTo(EndReason.CANCELLED);
  }

  @Test
  void ring_nobodyAnswersInTime_endsAsNotAnsweredOnBothSides() {
    system = systemThatRings(1);
    try (ProbedLine caller = open("101");
        ProbedLine called = open("102")) {
      Talk call = ring(caller, called);

      assertThat(caller.finished(call.near()).endReason()).isEqualTo(EndReason.NO_ANSWER);
      assertThat(called.finished(call.far()).endReason()).isEqualTo(EndReason.NO_ANSWER);
    }
  }

  @Test
  void makeCall_nobodySignedIn_isOnRecordAsUnavailable() {
    anna.accepts(new MakeCall(new PhoneNumber("103"), Media.AUDIO));

    Call call = anna.started(CallDirection.OUT);
    assertThat(call.peer().name()).isEqualTo("Clara");
    assertThat(anna.finished(call.id()).endReason()).isEqualTo(EndReason.UNAVAILABLE);
  }

  @Test
  void makeCall_unknownNumber_isOnRecordAsWrongNumber() {
    anna.accepts(new MakeCall(new PhoneNumber("999"), Media.AUDIO));

    CallId call = anna.started(CallDirection.OUT).id();
    assertThat(anna.finished(call).endReason()).isEqualTo(EndReason.WRONG_NUMBER);
  }

  @Test
  void makeCall_ownNumber_isRefusedAsInvalid() {
    anna.refuses(new MakeCall(anna.number(), Media.AUDIO), Reason.INVALID);
  }

  @Test
  void makeCall_directoryFails_isRefusedAsFailed() {
    system =
        new BuiltinPhoneSystem(
            (_, _) -> {
              throw new IllegalStateException("no database");
            },
            new BuiltinSettings(30, List.of()),
            Clock.systemUTC());
    try (ProbedLine caller = open("101")) {
      caller.refuses(new MakeCall(boris.number(), Media.AUDIO), Reason.FAILED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dnd", "away"})
  void makeCall_lineTakesNoCalls_isMissedThereAndUnavailableHere(String state) {
    boris.accepts(new SetUserState(AgentState.of(state)));

    anna.accepts(new MakeCall(boris.number(), Media.AUDIO));

    CallId near = anna.started(CallDirection.OUT).id();
    CallId missed = boris.started(CallDirection.IN).id();
    assertThat(anna.finished(near).endReason()).isEqualTo(EndReason.UNAVAILABLE);
    assertThat(boris.finished(missed).endReason()).isEqualTo(EndReason.UNAVAILABLE);
  }

  @Test
  void setUserState_unknownCodeOrReason_isRefused() {
    anna.refuses(new SetUserState(AgentState.of("asleep")), Reason.INVALID);
    anna.refuses(new SetUserState(new AgentState("away", "fishing")), Reason.INVALID);
    anna.accepts(new SetUserState(new AgentState("away", "lunch")));
  }

  @Test
  void open_again_keepsTheStateChosenLast() {
    anna.accepts(new SetUserState(new AgentState("away", "lunch")));
    anna.close();

    try (ProbedLine again = open("101")) {
      assertThat(again.saw(CtiEvent.AgentStateChanged.class).state())
          .isEqualTo(new AgentState("away", "lunch"));
    }
  }

  @Test
  void secondCall_whileTalking_waitsAndItsAnswerHoldsTheFirst() {
    try (ProbedLine clara = open("103")) {
      Talk first = talk(anna, boris);
      clara.accepts(new MakeCall(boris.number(), Media.AUDIO));
      CallId second =
          boris
              .saw(CtiEvent.CallStarted.class, event -> !event.callId().equals(first.far()))
              .callId();

      boris.accepts(new AnswerCall(second, Media.AUDIO));

      boris.saw(CtiEvent.Hold.class, event -> event.callId().equals(first.far()));
      boris.saw(CtiEvent.CurrentCallChanged.class, event -> event.callId().equals(second));
      boris.sawFeatures(first.far(), DROP, UNHOLD, BLIND_TRANSFER);
      boris.forget();
      boris.accepts(new UnholdCall(first.far()));
      boris.saw(CtiEvent.Hold.class, event -> event.callId().equals(second));
      boris.saw(CtiEvent.Unhold.class, event -> event.callId().equals(first.far()));
      boris.saw(CtiEvent.CurrentCallChanged.class, event -> event.callId().equals(first.far()));
    }
  }

  @Test
  void thirdCaller_oneTalksAndOneWaits_meetsBusy() {
    try (ProbedLine clara = open("103");
        ProbedLine david = open("104")) {
      talk(anna, boris);
      clara.accepts(new MakeCall(boris.number(), Media.AUDIO));
      boris.saw(CtiEvent.CallStarted.class, event -> event.call().peer().name().equals("Clara"));

      david.accepts(new MakeCall(boris.number(), Media.AUDIO));

      CallId call = david.started(CallDirection.OUT).id();
      assertThat(david.saw(CtiEvent.CallBusy.class).call().state()).isEqualTo(CallState.BUSY);
      assertThat(david.finished(call).endReason()).isEqualTo(EndReason.BUSY);
    }
  }

  @Test
  void hold_byBothSides_flowsOnlyWhenBothResume() {
    Talk call = talk(anna, boris);

    anna.accepts(new HoldCall(call.near()));
    anna.sawFeatures(call.near(), DROP, UNHOLD, BLIND_TRANSFER, MAKE_CONSULT_CALL);
    boris.got(MediaSignal.Audio.class, audio -> audio.flow() == Flow.HELD);
    boris.accepts(new HoldCall(call.far()));
    anna.accepts(new UnholdCall(call.near()));
    assertThat(lastFlow(anna)).isEqualTo(Flow.HELD);
    boris.accepts(new UnholdCall(call.far()));

    assertThat(lastFlow(anna)).isEqualTo(Flow.OPEN);
    assertThat(lastFlow(boris)).isEqualTo(Flow.OPEN);
  }

  private static Flow lastFlow(ProbedLine line) {
    line.rest();
    return line.signals().stream()
        .filter(MediaSignal.Audio.class::isInstance)
        .map(signal -> ((MediaSignal.Audio) signal).flow())
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  @Test
  void mute_heldAndResumed_isStillMuted() {
    Talk call = talk(anna, boris);

    anna.accepts(new MuteCall(call.near()));
    anna.sawFeature(call.near(), UNMUTE);
    assertThat(lastFlow(anna)).isEqualTo(Flow.MUTED);
    assertThat(lastFlow(boris)).isEqualTo(Flow.OPEN);
    anna.accepts(new HoldCall(call.near()));
    anna.accepts(new UnholdCall(call.near()));
    assertThat(lastFlow(anna)).isEqualTo(Flow.MUTED);
    anna.accepts(new UnmuteCall(call.near()));
    assertThat(lastFlow(anna)).isEqualTo(Flow.OPEN);
  }

  @Test
  void dtmf_whileTalking_isSentReceivedAndPutOnTheWire() {
    Talk call = talk(anna, boris);

    anna.accepts(new SendDtmf(call.near(), "12#"));

    assertThat(anna.saw(CtiEvent.DtmfEntered.class).origin()).isEqualTo(Origin.SENT);
    assertThat(boris.saw(CtiEvent.DtmfEntered.class).origin()).isEqualTo(Origin.RECEIVED);
    assertThat(anna.got(MediaSignal.SendTones.class, _ -> true).digits()).isEqualTo("12#");
  }

  @Test
  void video_calledWithIt_isToldToThatPageOnly() {
    anna.accepts(new MakeCall(boris.number(), Media.AUDIO_AND_VIDEO));
    CallId far = boris.started(CallDirection.IN).id();
    boris.accepts(new AnswerCall(far, Media.AUDIO));

    assertThat(anna.saw(CtiEvent.WebRtcStarted.class).config().media())
        .isEqualTo(Media.AUDIO_AND_VIDEO);
    assertThat(boris.saw(CtiEvent.WebRtcStarted.class).config().media()).isEqualTo(Media.AUDIO);
    boris.accepts(new SetVideoState(far, Media.AUDIO_AND_VIDEO));
    assertThat(boris.got(MediaSignal.Video.class, _ -> true).media())
        .isEqualTo(Media.AUDIO_AND_VIDEO);
    anna.accepts(report(anna.media(), MediaSignal.Report.Outcome.VIDEO_PRESENT));
    assertThat(anna.saw(CtiEvent.WebRtcVideoStarted.class).session()).isEqualTo(anna.media());
  }

  private static SignalMedia report(MediaSessionId session, MediaSignal.Report.Outcome outcome) {
    return signal(new MediaSignal.Report(session, outcome));
  }

  @Test
  void mediaLost_reported_beginsANewGenerationOnBothSides() {
    Talk call = talk(anna, boris);
    anna.accepts(new MuteCall(call.near()));
    MediaSessionId before = anna.media();
    MediaSessionId peerBefore = boris.media();
    anna.forget();
    boris.forget();

    anna.accepts(report(before, MediaSignal.Report.Outcome.LOST));
    anna.accepts(report(before, MediaSignal.Report.Outcome.LOST));

    assertThat(anna.media()).isNotEqualTo(before);
    assertThat(boris.media()).isNotEqualTo(peerBefore);
    assertThat(lastFlow(anna)).isEqualTo(Flow.MUTED);
    anna.refuses(report(before, MediaSignal.Report.Outcome.LOST), Reason.UNKNOWN_CALL);
    assertThat(anna.events()).filteredOn(CtiEvent.WebRtcStarted.class::isInstance).hasSize(1);
  }

  @Test
  void microphoneMissing_reported_isToldToBothAndTheCallGoesOn() {
    Talk call = talk(anna, boris);

    boris.accepts(report(boris.media(), MediaSignal.Report.Outcome.NO_MICROPHONE));

    assertThat(anna.saw(CtiEvent.Error.class).data()).isEqualTo("noMicrophone");
    assertThat(boris.saw(CtiEvent.Error.class).data()).isEqualTo("noMicrophone");
    anna.accepts(new HoldCall(call.near()));
  }

  @Test
  void signalMedia_outOfTurn_isRefused() {
    talk(anna, boris);

    boris.refuses(
        signal(new MediaSignal.Description(boris.media(), Kind.OFFER, "v=0")), Reason.NOT_NOW);
    boris.refuses(
        signal(new MediaSignal.Description(boris.media(), Kind.ANSWER, "v=0")), Reason.NOT_NOW);
    anna.accepts(signal(new MediaSignal.Description(anna.media(), Kind.OFFER, "v=0")));
    anna.refuses(
        signal(new MediaSignal.Description(anna.media(), Kind.ANSWER, "v=0")), Reason.NOT_NOW);
    boris.accepts(signal(new MediaSignal.Description(boris.media(), Kind.ANSWER, "v=0")));
    boris.accepts(signal(new MediaSignal.Description(boris.media(), Kind.OFFER, "v=0")));
    anna.refuses(
        signal(new MediaSignal.Description(anna.media(), Kind.OFFER, "v=0")), Reason.NOT_NOW);
  }

  @Test
  void signalMedia_strangersSession_isRefused() {
    try (ProbedLine clara = open("103")) {
      talk(anna, boris);

      clara.refuses(
          signal(new MediaSignal.Description(anna.media(), Kind.OFFER, "v=0")),
          Reason.UNKNOWN_CALL);
      boris.refuses(
          signal(new MediaSignal.Description(anna.media(), Kind.OFFER, "v=0")),
          Reason.UNKNOWN_CALL);
    }
  }

  @Test
  void signalMedia_candidatesWithoutEnd_areRefusedAtTheLimit() {
    talk(anna, boris);
    SignalMedia end = signal(new MediaSignal.Candidate(anna.media(), "", "0", 0));
    for (int i = 0; i < 200; i++) {
      anna.accepts(end);
    }

    anna.refuses(end, Reason.INVALID);
  }

  @Test
  void blindTransfer_targetAnswers_joinsTheRemainingPartyWithIt() {
    try (ProbedLine clara = open("103")) {
      Talk call = talk(anna, boris);
      anna.forget();

      boris.accepts(new BlindTransferCall(call.far(), clara.number()));

      Call left = boris.finished(call.far());
      assertThat(left.endReason()).isEqualTo(EndReason.TRANSFERRED);
      assertThat(left.redirection()).isEqualTo(clara.number());
      Call rings = anna.saw(CtiEvent.CallInfoChanged.class).call();
      assertThat(rings.peer().name()).isEqualTo("Clara");
      assertThat(rings.state()).isEqualTo(CallState.ALERTING);
      anna.sawFeatures(call.near(), DROP);
      Call atClara = clara.started(CallDirection.IN);
      assertThat(atClara.caller().name()).isEqualTo("Anna");
      assertThat(atClara.redirecting()).isEqualTo(boris.number());
      clara.accepts(new AnswerCall(atClara.id(), Media.AUDIO));
      anna.saw(CtiEvent.CommutationStarted.class);
      anna.saw(CtiEvent.WebRtcStarted.class);
      anna.accepts(new DropCall(call.near()));
      assertThat(clara.finished(atClara.id()).endReason()).isEqualTo(EndReason.ENDED_BY_OTHER);
    }
  }

  @Test
  void blindTransfer_targetDeclines_callsTheTransferrerBack() {
    try (ProbedLine clara = open("103")) {
      Talk call = talk(anna, boris);
      boris.accepts(new BlindTransferCall(call.far(), clara.number()));
      boris.finished(call.far());
      boris.forget();

      clara.accepts(new DropCall(clara.started(CallDirection.IN).id()));

      Call back = boris.started(CallDirection.IN);
      assertThat(back.redirecting()).isEqualTo(clara.number());
      assertThat(back.caller().name()).isEqualTo("Anna");
      boris.accepts(new AnswerCall(back.id(), Media.AUDIO));
      boris.saw(CtiEvent.CommutationStarted.class);
      anna.accepts(new DropCall(call.near()));
      boris.finished(back.id());
    }
  }

  @Test
  void blindTransfer_targetDeclinesAndTransferrerIsGone_endsTheCall() {
    try (ProbedLine clara = open("103")) {
      Talk call = talk(anna, boris);
      boris.accepts(new BlindTransferCall(call.far(), clara.number()));
      boris.close();

      clara.accepts(new DropCall(clara.started(CallDirection.IN).id()));

      assertThat(anna.finished(call.near()).endReason()).isEqualTo(EndReason.DECLINED);
    }
  }

  @Test
  void blindTransfer_targetCannotRing_isRefusedAndTheCallGoesOn() {
    try (ProbedLine clara = open("103")) {
      Talk call = talk(anna, boris);

      boris.refuses(blind(call, "999"), Reason.WRONG_NUMBER);
      boris.refuses(blind(call, "104"), Reason.UNAVAILABLE);
      boris.refuses(blind(call, "101"), Reason.INVALID);
      boris.refuses(blind(call, "102"), Reason.INVALID);
      clara.accepts(new SetUserState(AgentState.of("dnd")));
      boris.refuses(blind(call, "103"), Reason.DO_NOT_DISTURB);
      clara.accepts(new SetUserState(AgentState.of("ready")));
      clara.accepts(new MakeCall(anna.number(), Media.AUDIO));
      anna.saw(CtiEvent.CallStarted.class, event -> event.call().peer().name().equals("Clara"));
      boris.refuses(blind(call, "103"), Reason.BUSY);
      boris.accepts(new HoldCall(call.far()));
    }
  }

  private static BlindTransferCall blind(Talk call, String target) {
    return new BlindTransferCall(call.far(), new PhoneNumber(target));
  }

  /** Boris, who talks to Anna, consults Clara. */
  private record Consultation(Talk main, CallId near, CallId far) {}

  private Consultation ringConsultation(ProbedLine clara) {
    Talk main = talk(anna, boris);
    boris.accepts(new MakeConsultCall(main.far(), clara.number()));
    return new Consultation(
        main, boris.started(CallDirection.OUT).id(), clara.started(CallDirection.IN).id());
  }

  private Consultation consult(ProbedLine clara) {
    Consultation consultation = ringConsultation(clara);
    clara.accepts(new AnswerCall(consultation.far(), Media.AUDIO));
    clara.saw(CtiEvent.WebRtcStarted.class);
    return consultation;
  }

  @Test
  void consult_ringingThenTalking_hasTheFeaturesOfATransfer() {
    try (ProbedLine clara = open("103")) {
      Consultation calls = ringConsultation(clara);
      boris.saw(CtiEvent.Hold.class, event -> event.callId().equals(calls.main().far()));
      assertThat(boris.started(CallDirection.OUT).parent()).isEqualTo(calls.main().far());
      boris.sawFeatures(calls.main().far(), CANCEL_COMPLETE_TRANSFER);
      boris.sawFeatures(calls.near(), DROP, CANCEL_COMPLETE_TRANSFER);

      clara.accepts(new AnswerCall(calls.far(), Media.AUDIO));

      boris.sawFeatures(calls.main().far(), COMPLETE_TRANSFER, CANCEL_COMPLETE_TRANSFER, SWAP);
      boris.sawFeatures(
          calls.near(),
          COMPLETE_TRANSFER,
          CANCEL_COMPLETE_TRANSFER,
          SWAP,
          DROP,
          HOLD,
          DTMF,
          MUTE,
          VIDEO);
    }
  }

  @Test
  void completeTransfer_whileConsulting_joinsTheFarEnds() {
    try (ProbedLine clara = open("103")) {
      Consultation calls = consult(clara);
      anna.forget();
      clara.forget();

      boris.accepts(new TransferCall(calls.main().far(), calls.near()));

      assertThat(boris.finished(calls.near()).endReason()).isEqualTo(EndReason.TRANSFERRED);
      assertThat(boris.finished(calls.main().far()).endReason()).isEqualTo(EndReason.TRANSFERRED);
      Call atAnna = anna.saw(CtiEvent.CallInfoChanged.class).call();
      Call atClara = clara.saw(CtiEvent.CallInfoChanged.class).call();
      assertThat(atAnna.peer().name()).isEqualTo("Clara");
      assertThat(atClara.peer().name()).isEqualTo("Anna");
      assertThat(atClara.redirecting()).isEqualTo(boris.number());
      assertThat(atAnna.linkage()).isEqualTo(atClara.linkage());
      assertThat(anna.saw(CtiEvent.WebRtcStarted.class).config().role()).isEqualTo(Role.OFFERS);
      clara.saw(CtiEvent.WebRtcStarted.class);
      clara.accepts(new DropCall(calls.far()));
      anna.finished(calls.main().near());
    }
  }

  @Test
  void cancelTransfer_whileItRings_resumesTheMainCall() {
    try (ProbedLine clara = open("103")) {
      Consultation calls = ringConsultation(clara);

      boris.accepts(new CancelTransfer(calls.main().far(), calls.near()));

      assertThat(clara.finished(calls.far()).endReason()).isEqualTo(EndReason.CANCELLED);
      boris.saw(CtiEvent.Unhold.class, event -> event.callId().equals(calls.main().far()));
      assertThat(lastFlow(anna)).isEqualTo(Flow.OPEN);
    }
  }

  @Test
  void consultedParty_hangsUp_leavesTheMainCallOnHold() {
    try (ProbedLine clara = open("103")) {
      Consultation calls = consult(clara);
      boris.forget();

      clara.accepts(new DropCall(calls.far()));

      assertThat(boris.finished(calls.near()).endReason()).isEqualTo(EndReason.ENDED_BY_OTHER);
      boris.saw(
          CtiEvent.CurrentCallChanged.class, event -> event.callId().equals(calls.main().far()));
      boris.sawFeatures(calls.main().far(), DROP, UNHOLD, BLIND_TRANSFER, MAKE_CONSULT_CALL);
    }
  }

  @Test
  void mainParty_hangsUpDuringConsultation_makesItAnOrdinaryCall() {
    try (ProbedLine clara = open("103")) {
      Consultation calls = consult(clara);
      boris.forget();

      anna.accepts(new DropCall(calls.main().near()));

      boris.finished(calls.main().far());
      assertThat(boris.saw(CtiEvent.CallInfoChanged.class).call().parent()).isNull();
      boris.saw(CtiEvent.CurrentCallChanged.class, event -> event.callId().equals(calls.near()));
      boris.sawFeatures(calls.near(), TALKING);
    }
  }

  @Test
  void swap_thereAndBack_talksToOneAtATime() {
    try (ProbedLine clara = open("103")) {
      Consultation calls = consult(clara);
      SwapCalls swap = new SwapCalls(calls.main().far(), calls.near());

      boris.accepts(swap);
      boris.saw(CtiEvent.Hold.class, event -> event.callId().equals(calls.near()));
      assertThat(lastFlow(anna)).isEqualTo(Flow.OPEN);
      assertThat(lastFlow(clara)).isEqualTo(Flow.HELD);
      boris.accepts(swap);
      boris.saw(CtiEvent.CurrentCallChanged.class, event -> event.callId().equals(calls.near()));
      assertThat(lastFlow(anna)).isEqualTo(Flow.HELD);
      assertThat(lastFlow(clara)).isEqualTo(Flow.OPEN);
    }
  }

  @Test
  void open_whileOpen_takesTheCallsOverWithNewMedia() {
    Talk call = talk(anna, boris);
    MediaSessionId before = anna.media();

    try (ProbedLine again = open("101")) {
      assertThat(anna.saw(CtiEvent.Disconnected.class).why()).isEqualTo(Loss.CLOSED);
      anna.close();
      again.accepts(new QueryActiveCallSnapshot());

      var snapshot = again.saw(CtiEvent.ActiveCallSnapshot.class);
      assertThat(snapshot.currentCall()).isEqualTo(call.near());
      assertThat(again.media()).isNotEqualTo(before);
      assertThat(again.events().get(2)).isEqualTo(snapshot);
      again.accepts(new DropCall(call.near()));
      boris.finished(call.far());
    }
  }

  @Test
  void close_whileTalkingAndRinging_endsTheCallsOfTheOthers() {
    Talk call = talk(anna, boris);
    anna.close();
    assertThat(boris.finished(call.far()).endReason()).isEqualTo(EndReason.ENDED_BY_OTHER);
    boris.forget();

    try (ProbedLine clara = open("103")) {
      Talk rings = ring(clara, boris);
      boris.close();
      assertThat(clara.finished(rings.near()).endReason()).isEqualTo(EndReason.UNAVAILABLE);
    }
  }
}
