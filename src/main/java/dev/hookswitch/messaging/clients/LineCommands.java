package dev.hookswitch.messaging.clients;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.tms.TmsCommand;
import dev.hookswitch.tms.TmsCommand.Holding;
import dev.hookswitch.tms.TmsCommand.Services;
import dev.hookswitch.wire.WireJson;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** What published commands mean to a line. */
final class LineCommands {
  private LineCommands() {}

  /** Empty for what no line can be told: it is answered as not implemented. */
  static Optional<Function<LineState, CtiCommand>> of(TmsCommand command) {
    return switch (command) {
      case TmsCommand.MakeCall c -> plain(new CtiCommand.MakeCall(c.target(), Media.AUDIO));
      case TmsCommand.AnswerCall c -> plain(new CtiCommand.AnswerCall(c.call(), Media.AUDIO));
      case TmsCommand.HoldCall c -> Optional.of(state -> holding(c, state));
      case TmsCommand.DropCall c -> plain(new CtiCommand.DropCall(c.call()));
      case TmsCommand.MakeConsultCall c ->
          plain(new CtiCommand.MakeConsultCall(c.call(), c.target()));
      case TmsCommand.TransferCall c ->
          plain(new CtiCommand.TransferCall(c.call(), c.consultation()));
      case TmsCommand.CancelTransfer c ->
          plain(new CtiCommand.CancelTransfer(c.call(), c.consultation()));
      case TmsCommand.BlindTransferCall c ->
          plain(new CtiCommand.BlindTransferCall(c.call(), c.target()));
      case TmsCommand.SendDtmf c -> plain(new CtiCommand.SendDtmf(c.call(), c.digits()));
      case TmsCommand.SetMsgUserState c ->
          plain(new CtiCommand.SetUserState(new AgentState(c.code(), c.reason())));
      case TmsCommand.LibrarySpecificService c -> service(c);
      case TmsCommand.LoadLibrary _,
          TmsCommand.OpenConnection _,
          TmsCommand.RegisterConnectionSession _,
          TmsCommand.CloseConnection _,
          TmsCommand.QueryMsgUserState _,
          TmsCommand.QueryLineState _,
          TmsCommand.QueryActiveCallSnapshot _,
          TmsCommand.SetWrapUpUserState _,
          TmsCommand.PostRawData _,
          TmsCommand.Unimplemented _ ->
          Optional.empty();
    };
  }

  private static Optional<Function<LineState, CtiCommand>> plain(CtiCommand command) {
    return Optional.of(_ -> command);
  }

  private static CtiCommand holding(TmsCommand.HoldCall command, LineState state) {
    boolean held = state.find(command.call()).filter(call -> call.can(Feature.UNHOLD)).isPresent();
    boolean resumes =
        command.wanted() == Holding.UNHOLD || command.wanted() == Holding.TOGGLE && held;
    return resumes
        ? new CtiCommand.UnholdCall(command.call())
        : new CtiCommand.HoldCall(command.call());
  }

  private static Optional<Function<LineState, CtiCommand>> service(
      TmsCommand.LibrarySpecificService service) {
    ObjectNode with = WireJson.object(service.parameters()).orElseGet(WireJson::object);
    Optional<CallId> call = callId(with, "callId");
    return switch (service.service()) {
      case Services.MUTE -> call.flatMap(id -> plain(new CtiCommand.MuteCall(id)));
      case Services.UNMUTE -> call.flatMap(id -> plain(new CtiCommand.UnmuteCall(id)));
      case Services.SWAP ->
          call.flatMap(main ->
              callId(with, "consultationId")
                  .flatMap(second -> plain(new CtiCommand.SwapCalls(main, second))));
      case Services.START_RECORDING -> call.flatMap(id -> plain(new CtiCommand.StartRecording(id)));
      case Services.STOP_RECORDING -> call.flatMap(id -> plain(new CtiCommand.StopRecording(id)));
      case Services.PARK -> call.flatMap(id -> plain(new CtiCommand.ParkCall(id)));
      case Services.CALL_CENTRE ->
          switch (WireJson.text(with, "state")) {
            case "IN" -> plain(new CtiCommand.ChangeCallCentreState(CallCentre.IN));
            case "OUT" -> plain(new CtiCommand.ChangeCallCentreState(CallCentre.OUT));
            default -> Optional.empty();
          };
      case Services.PICK_UP ->
          PhoneNumber.typed(WireJson.text(with, "number"))
              .flatMap(number -> plain(new CtiCommand.PickUp(number)));
      default -> Optional.empty();
    };
  }

  private static Optional<CallId> callId(ObjectNode with, String key) {
    String id = WireJson.text(with, key);
    return id.isBlank() || id.length() > CallId.MAX_LENGTH
        ? Optional.empty()
        : Optional.of(new CallId(id));
  }
}
