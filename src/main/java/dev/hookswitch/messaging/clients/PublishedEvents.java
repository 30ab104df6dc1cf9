package dev.hookswitch.messaging.clients;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.ErrorType;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.tms.TmsCall;
import dev.hookswitch.tms.TmsEvent;
import dev.hookswitch.tms.TmsEvent.Happening;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What lines report, as the published events. */
final class PublishedEvents {
  static final String SOURCE = "Messaging Service";

  private final Line line;
  private final Capabilities capabilities;
  private final InstantSource clock;

  PublishedEvents(Line line, Capabilities capabilities, InstantSource clock) {
    this.line = line;
    this.capabilities = capabilities;
    this.clock = clock;
  }

  /** Empty for what no client of the Messaging Service is told. */
  Optional<TmsEvent> of(CtiEvent event) {
    return switch (event) {
      case CtiEvent.Initialized _ ->
          Optional.of(new TmsEvent.ConnectionCreated(Optional.of(capabilities)));
      case CtiEvent.Disconnected e ->
          Optional.of(new TmsEvent.Disconnected(e.why().name(), Optional.of(e.why())));
      case CtiEvent.CallStarted e -> ofCall(Happening.RING_STARTED, e.call());
      case CtiEvent.CallFinished e -> ofCall(Happening.RING_FINISHED, e.call());
      case CtiEvent.CommutationStarted e -> ofCall(Happening.COMMUTATION_STARTED, e.call());
      case CtiEvent.CallBusy e -> ofCall(Happening.ABONENT_BUSY, e.call());
      case CtiEvent.Hold e -> ofCall(Happening.PUT_HOLD_ACTION, e.call());
      case CtiEvent.Unhold e -> ofCall(Happening.END_HOLD_ACTION, e.call());
      case CtiEvent.CallInfoChanged e ->
          Optional.of(
              new TmsEvent.OfCall(
                  Happening.CALL_INFO_CHANGED,
                  published(e.call()),
                  Optional.of(e.formerId()).filter(former -> !former.equals(e.callId()))));
      case CtiEvent.LineStateChanged e ->
          Optional.of(new TmsEvent.LineStateChanged(e.features(), e.callId()));
      case CtiEvent.AgentStateChanged e -> Optional.of(new TmsEvent.AgentStateChanged(e.state()));
      case CtiEvent.ActiveCallSnapshot e ->
          Optional.of(
              new TmsEvent.ActiveCallSnapshot(
                  e.activeCalls().stream().map(this::published).toList(), e.currentCall()));
      case CtiEvent.CurrentCallChanged e ->
          Optional.of(new TmsEvent.CurrentCallChanged(e.callId()));
      case CtiEvent.CallCentreStateChanged e ->
          Optional.of(new TmsEvent.CallCentreStateChanged(e.state()));
      case CtiEvent.DtmfEntered e ->
          Optional.of(new TmsEvent.DtmfEntered(e.digits(), Optional.of(e.callId()), e.origin()));
      case CtiEvent.Error e ->
          Optional.of(
              new TmsEvent.Failed(
                  e.type(), "", e.data(), e.source(), Optional.empty(), Optional.empty()));
      case CtiEvent.RawMessage e -> Optional.of(new TmsEvent.RawData(e.text()));
      case CtiEvent.CallSaved _,
          CtiEvent.WebRtcStarted _,
          CtiEvent.WebRtcVideoStarted _,
          CtiEvent.WebRtcDestroyed _ ->
          Optional.empty();
    };
  }

  private Optional<TmsEvent> ofCall(Happening what, Call call) {
    return Optional.of(new TmsEvent.OfCall(what, published(call)));
  }

  private TmsCall published(Call call) {
    Instant now = clock.instant();
    return new TmsCall(
        call.id(),
        "",
        line.number().dialled(),
        call.caller().number(),
        call.called().number(),
        call.direction(),
        call.state(),
        call.redirecting(),
        call.redirection(),
        Optional.of(
            new TmsCall.More(
                call.caller().name(),
                call.called().name(),
                call.parent(),
                call.features(),
                Duration.between(call.startedAt(), now),
                call.answeredAt() == null ? null : Duration.between(call.answeredAt(), now),
                call.endReason(),
                call.linkage())));
  }

  /** What became of a command. */
  static TmsEvent of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> new TmsEvent.CommandInfo("");
      case Outcome.Refused(var reason, String detail) ->
          new TmsEvent.Failed(
              ErrorType.COMMAND,
              reason.name(),
              detail,
              SOURCE,
              Optional.of(outcome),
              Optional.empty());
      case Outcome.Unsupported(var missing) ->
          new TmsEvent.Failed(
              ErrorType.COMMAND_NOT_IMPLEMENTED,
              missing.toString(),
              "",
              SOURCE,
              Optional.of(outcome),
              Optional.empty());
    };
  }

  static TmsEvent notImplemented(String command) {
    return failed(ErrorType.COMMAND_NOT_IMPLEMENTED, command + " means nothing here");
  }

  /**
   * @param data what happened, as text
   */
  static TmsEvent failed(ErrorType type, String data) {
    return new TmsEvent.Failed(type, "", data, SOURCE, Optional.empty(), Optional.empty());
  }

  /** A line that could not be opened. */
  static TmsEvent notOpened(Loss why, String detail) {
    ErrorType type =
        switch (why) {
          case MISCONFIGURED -> ErrorType.CONNECTION_CONFIG;
          case REFUSED -> ErrorType.AUTHENTICATION;
          default -> ErrorType.OPEN_CONNECTION;
        };
    return new TmsEvent.Failed(
        type, why.name(), detail, SOURCE, Optional.empty(), Optional.of(why));
  }
}
