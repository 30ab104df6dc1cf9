package dev.hookswitch.tms;

import dev.hookswitch.phone.CallId;
import dev.hookswitch.tms.TmsCommand.Holding;
import dev.hookswitch.tms.TmsCommand.SessionParameters;
import dev.hookswitch.wire.WireJson;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes what clients say (creatio-cti.md §10.1, third-party.md §2.4). */
public final class TmsRequests {
  private static final String CALL_TYPE =
      "Terrasoft.Messaging.Common.Call, Terrasoft.Messaging.Common";
  private static final Pattern DIGITS = Pattern.compile("[0-9*#A-D]{1,32}");

  /** Published commands that mean nothing to a server of ours. */
  private static final Set<String> UNIMPLEMENTED =
      Set.of("Hookup", "SetupTransferCall", "SetDnd", "ProcessLogs", "SetLogFilePath");

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_TOKEN = 8_000;

  private TmsRequests() {}

  public static TmsRead<TmsRequest> read(String text) {
    Optional<ObjectNode> frame = WireJson.object(text);
    if (frame.isEmpty()) {
      return new TmsRead.Nonsense<>("no JSON object", "");
    }
    ObjectNode request = frame.get();
    String id = "";
    try {
      id = TmsFields.text(request, "commandUId", TmsFields.LONGEST_ID);
      return new TmsRead.Understood<>(
          new TmsRequest(
              id,
              TmsFields.text(request, "libraryInstanceUId", TmsFields.LONGEST_ID),
              TmsFields.text(request, "connectionUId", TmsFields.LONGEST_ID),
              command(request)));
    } catch (TmsRead.Unusable e) {
      return new TmsRead.Nonsense<>(e.place(), id);
    }
  }

  private static TmsCommand command(ObjectNode request) {
    String name = TmsFields.text(request, "command", LONGEST_NAME);
    JsonNode with = request.get("parameters");
    return switch (name) {
      case "LoadLibrary" ->
          new TmsCommand.LoadLibrary(TmsFields.text(with, "AssemblyName", TmsFields.LONGEST_TEXT));
      case "OpenConnection" ->
          new TmsCommand.OpenConnection(
              TmsFields.parameters(with, "connectionParams"), session(with));
      case "RegisterConnectionSession" -> new TmsCommand.RegisterConnectionSession(session(with));
      case "CloseConnection" -> new TmsCommand.CloseConnection();
      case "MakeCall" -> new TmsCommand.MakeCall(TmsFields.target(with, "targetAddress"));
      case "AnswerCall" -> new TmsCommand.AnswerCall(executor(request));
      case "HoldCall" -> new TmsCommand.HoldCall(executor(request), holding(with));
      case "DropCall" -> new TmsCommand.DropCall(executor(request));
      case "MakeConsultCall" ->
          new TmsCommand.MakeConsultCall(
              executor(request), TmsFields.target(with, "targetAddress"));
      case "TransferCall" ->
          new TmsCommand.TransferCall(executor(request), serialised(with, "consultationCall"));
      case "CancelTransfer" ->
          new TmsCommand.CancelTransfer(
              serialised(with, "currentCall"), serialised(with, "consultCall"));
      case "BlindTransferCall" ->
          new TmsCommand.BlindTransferCall(
              executor(request), TmsFields.target(with, "targetAddress"));
      case "SendDtmf" -> new TmsCommand.SendDtmf(executor(request), digits(with));
      case "SetMsgUserState" ->
          new TmsCommand.SetMsgUserState(
              TmsFields.text(with, "code", TmsFields.LONGEST_ID),
              TmsFields.text(with, "reason", TmsFields.LONGEST_ID));
      case "QueryMsgUserState" -> new TmsCommand.QueryMsgUserState();
      case "SetWrapUpUserState" ->
          new TmsCommand.SetWrapUpUserState(
              TmsFields.text(with, "isWrapUpActive", LONGEST_NAME).equalsIgnoreCase("true"));
      case "QueryLineState" -> new TmsCommand.QueryLineState();
      case "QueryActiveCallSnapshot" -> new TmsCommand.QueryActiveCallSnapshot();
      case "LibrarySpecificService" ->
          new TmsCommand.LibrarySpecificService(
              TmsFields.text(with, "serviceName", LONGEST_NAME),
              TmsFields.text(with, "serviceParams", TmsFields.LONGEST_TEXT));
      case "PostRawData" ->
          new TmsCommand.PostRawData(TmsFields.text(with, "data", TmsFields.LONGEST_TEXT));
      default -> {
        if (UNIMPLEMENTED.contains(name)) {
          yield new TmsCommand.Unimplemented(name);
        }
        throw new TmsRead.Unusable("command: none of the published ones");
      }
    };
  }

  private static SessionParameters session(@Nullable JsonNode with) {
    ObjectNode session =
        TmsFields.document(with, "sessionServiceParams").orElseGet(WireJson::object);
    return new SessionParameters(
        TmsFields.text(session, "UserUId", TmsFields.LONGEST_ID),
        TmsFields.text(session, "AccessToken", LONGEST_TOKEN));
  }

  /** The id stands beside the call and in it; they may not contradict each other. */
  private static CallId executor(ObjectNode request) {
    Optional<CallId> beside = TmsFields.optionalCallId(request, "commandExecutorId");
    Optional<CallId> inside =
        TmsFields.document(request, "commandExecutor")
            .flatMap(call -> TmsFields.optionalCallId(call, "id"));
    if (beside.isPresent() && inside.isPresent() && !beside.equals(inside)) {
      throw new TmsRead.Unusable("commandExecutor: another call than commandExecutorId");
    }
    return beside
        .or(() -> inside)
        .orElseThrow(() -> new TmsRead.Unusable("commandExecutorId: no id of a call"));
  }

  private static CallId serialised(@Nullable JsonNode with, String key) {
    ObjectNode call =
        TmsFields.document(with, key)
            .orElseThrow(() -> new TmsRead.Unusable("parameters." + key + ": no call"));
    return TmsFields.callId(call, "id");
  }

  private static Holding holding(@Nullable JsonNode with) {
    return with == null
        ? Holding.TOGGLE
        : TmsFields.constant(with.get(TmsEvents.OURS), "holding", Holding.class)
            .orElse(Holding.TOGGLE);
  }

  private static String digits(@Nullable JsonNode with) {
    String digits = TmsFields.text(with, "digits", LONGEST_NAME);
    if (!DIGITS.matcher(digits).matches()) {
      throw new TmsRead.Unusable("parameters.digits (expected: 1 to 32 of 0-9 * # A-D)");
    }
    return digits;
  }

  public static String write(TmsRequest request) {
    TmsCommand command = request.command();
    ObjectNode frame = WireJson.object();
    frame.put("commandUId", request.id());
    frame.put("command", command.name());
    frame.put("libraryInstanceUId", request.library());
    frame.put("connectionUId", request.connection());
    boolean executed =
        command instanceof TmsCommand.OnCall && !(command instanceof TmsCommand.CancelTransfer);
    CallId call = command instanceof TmsCommand.OnCall onCall && executed ? onCall.call() : null;
    frame.put("commandExecutorId", call == null ? "" : call.value());
    frame.put("commandExecutorType", call == null ? "" : CALL_TYPE);
    frame.put("commandExecutor", call == null ? "" : serialised(call));
    frame.set("parameters", parameters(command));
    return WireJson.text(frame);
  }

  private static ObjectNode parameters(TmsCommand command) {
    ObjectNode with = WireJson.object();
    switch (command) {
      case TmsCommand.LoadLibrary c -> with.put("AssemblyName", c.assemblyName());
      case TmsCommand.OpenConnection c -> {
        ObjectNode parameters = WireJson.object();
        c.parameters().forEach(parameters::put);
        with.put("connectionParams", WireJson.text(parameters));
        with.put("sessionServiceParams", written(c.session()));
      }
      case TmsCommand.RegisterConnectionSession c ->
          with.put("sessionServiceParams", written(c.session()));
      case TmsCommand.MakeCall c -> with.put("targetAddress", c.target().dialled());
      case TmsCommand.HoldCall c -> {
        if (c.wanted() != Holding.TOGGLE) {
          with.set(TmsEvents.OURS, WireJson.object().put("holding", c.wanted().name()));
        }
      }
      case TmsCommand.MakeConsultCall c -> with.put("targetAddress", c.target().dialled());
      case TmsCommand.BlindTransferCall c -> with.put("targetAddress", c.target().dialled());
      case TmsCommand.TransferCall c -> with.put("consultationCall", serialised(c.consultation()));
      case TmsCommand.CancelTransfer c -> {
        with.put("currentCall", serialised(c.call()));
        with.put("consultCall", serialised(c.consultation()));
      }
      case TmsCommand.SendDtmf c -> with.put("digits", c.digits());
      case TmsCommand.SetMsgUserState c -> with.put("code", c.code()).put("reason", c.reason());
      case TmsCommand.SetWrapUpUserState c -> with.put("isWrapUpActive", c.active());
      case TmsCommand.LibrarySpecificService c ->
          with.put("serviceName", c.service()).put("serviceParams", c.parameters());
      case TmsCommand.PostRawData c -> with.put("data", c.data());
      case TmsCommand.CloseConnection _,
          TmsCommand.AnswerCall _,
          TmsCommand.DropCall _,
          TmsCommand.QueryMsgUserState _,
          TmsCommand.QueryLineState _,
          TmsCommand.QueryActiveCallSnapshot _,
          TmsCommand.Unimplemented _ -> {}
    }
    return with;
  }

  private static String written(SessionParameters session) {
    ObjectNode written = WireJson.object();
    TmsFields.put(written, "UserUId", session.userUId());
    TmsFields.put(written, "AccessToken", session.token());
    return WireJson.text(written);
  }

  private static String serialised(CallId call) {
    return WireJson.text(WireJson.object().put("id", call.value()));
  }
}
