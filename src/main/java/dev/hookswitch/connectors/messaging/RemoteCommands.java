package dev.hookswitch.connectors.messaging;

import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.tms.TmsCommand;
import dev.hookswitch.tms.TmsCommand.Holding;
import dev.hookswitch.tms.TmsCommand.LibrarySpecificService;
import dev.hookswitch.tms.TmsCommand.Services;
import dev.hookswitch.wire.WireJson;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Commands of a line as the published ones. */
final class RemoteCommands {
  private RemoteCommands() {}

  /** Empty for what only web phones do. */
  static Optional<TmsCommand> of(CtiCommand command) {
    return Optional.ofNullable(
        switch (command) {
          case CtiCommand.MakeCall c -> new TmsCommand.MakeCall(c.target());
          case CtiCommand.AnswerCall c -> new TmsCommand.AnswerCall(c.call());
          case CtiCommand.DropCall c -> new TmsCommand.DropCall(c.call());
          case CtiCommand.HoldCall c -> new TmsCommand.HoldCall(c.call(), Holding.HOLD);
          case CtiCommand.UnholdCall c -> new TmsCommand.HoldCall(c.call(), Holding.UNHOLD);
          case CtiCommand.MakeConsultCall c -> new TmsCommand.MakeConsultCall(c.call(), c.target());
          case CtiCommand.TransferCall c -> new TmsCommand.TransferCall(c.call(), c.consultation());
          case CtiCommand.CancelTransfer c ->
              new TmsCommand.CancelTransfer(c.call(), c.consultation());
          case CtiCommand.SwapCalls c ->
              new LibrarySpecificService(
                  Services.SWAP,
                  WireJson.text(about(c.call()).put("consultationId", c.consultation().value())));
          case CtiCommand.BlindTransferCall c ->
              new TmsCommand.BlindTransferCall(c.call(), c.target());
          case CtiCommand.SendDtmf c -> new TmsCommand.SendDtmf(c.call(), c.digits());
          case CtiCommand.MuteCall c -> service(Services.MUTE, c.call());
          case CtiCommand.UnmuteCall c -> service(Services.UNMUTE, c.call());
          case CtiCommand.StartRecording c -> service(Services.START_RECORDING, c.call());
          case CtiCommand.StopRecording c -> service(Services.STOP_RECORDING, c.call());
          case CtiCommand.ParkCall c -> service(Services.PARK, c.call());
          case CtiCommand.SetUserState c ->
              new TmsCommand.SetMsgUserState(c.state().code(), c.state().reason());
          case CtiCommand.ChangeCallCentreState c ->
              new LibrarySpecificService(
                  Services.CALL_CENTRE,
                  WireJson.text(WireJson.object().put("state", c.wanted().name())));
          case CtiCommand.PickUp c ->
              new LibrarySpecificService(
                  Services.PICK_UP,
                  WireJson.text(WireJson.object().put("number", c.at().dialled())));
          case CtiCommand.QueryActiveCallSnapshot _ -> new TmsCommand.QueryActiveCallSnapshot();
          case CtiCommand.SetVideoState _, CtiCommand.SignalMedia _ -> null;
        });
  }

  private static TmsCommand service(String name, CallId call) {
    return new LibrarySpecificService(name, WireJson.text(about(call)));
  }

  private static ObjectNode about(CallId call) {
    return WireJson.object().put("callId", call.value());
  }
}
