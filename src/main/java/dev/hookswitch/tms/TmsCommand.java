package dev.hookswitch.tms;

import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.PhoneNumber;
import java.util.Map;

/** What a client can ask for (creatio-cti.md §10.1). The name of a record is the published one. */
public sealed interface TmsCommand {
  /** The published name. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** A command about one call: the published {@code commandExecutor}. */
  sealed interface OnCall extends TmsCommand {
    CallId call();
  }

  /**
   * @param assemblyName the class of the library in the original; any text here
   */
  record LoadLibrary(String assemblyName) implements TmsCommand {}

  /**
   * @param parameters of the line; which they are is the library's business
   * @param session who asks
   */
  record OpenConnection(Map<String, String> parameters, SessionParameters session)
      implements TmsCommand {
    public OpenConnection {
      parameters = Map.copyOf(parameters);
    }

    /** Parameters of lines may be passwords. */
    @Override
    public String toString() {
      return "OpenConnection" + parameters.keySet();
    }
  }

  /** Goes on with the connection of the envelope on another socket. */
  record RegisterConnectionSession(SessionParameters session) implements TmsCommand {}

  record CloseConnection() implements TmsCommand {}

  record MakeCall(PhoneNumber target) implements TmsCommand {}

  record AnswerCall(CallId call) implements OnCall {}

  record HoldCall(CallId call, Holding wanted) implements OnCall {}

  record DropCall(CallId call) implements OnCall {}

  record MakeConsultCall(CallId call, PhoneNumber target) implements OnCall {}

  record TransferCall(CallId call, CallId consultation) implements OnCall {}

  record CancelTransfer(CallId call, CallId consultation) implements OnCall {}

  record BlindTransferCall(CallId call, PhoneNumber target) implements OnCall {}

  /**
   * @param digits 1 to 32 of {@code 0-9 * # A-D}
   */
  record SendDtmf(CallId call, String digits) implements OnCall {}

  /**
   * @param reason may be empty
   */
  record SetMsgUserState(String code, String reason) implements TmsCommand {}

  record QueryMsgUserState() implements TmsCommand {}

  record SetWrapUpUserState(boolean active) implements TmsCommand {}

  record QueryLineState() implements TmsCommand {}

  record QueryActiveCallSnapshot() implements TmsCommand {}

  /**
   * What a library can do beyond the published commands; ours are in {@link Services}.
   *
   * @param parameters as JSON text
   */
  record LibrarySpecificService(String service, String parameters) implements TmsCommand {
    /** What others tell their libraries may be secrets. */
    @Override
    public String toString() {
      return "LibrarySpecificService[" + service + "]";
    }
  }

  record PostRawData(String data) implements TmsCommand {}

  /** A published command that means nothing here, such as {@code SetLogFilePath}. */
  record Unimplemented(String published) implements TmsCommand {
    @Override
    public String name() {
      return published;
    }
  }

  /** The published command toggles; a client of ours says which of the two it means. */
  enum Holding {
    TOGGLE,
    HOLD,
    UNHOLD
  }

  /**
   * The published {@code sessionServiceParams}.
   *
   * @param userUId empty when the client does not say; it proves nothing
   * @param token see {@link TmsTokens}; empty when the client brings none
   */
  record SessionParameters(String userUId, String token) {
    @Override
    public String toString() {
      return "SessionParameters[" + userUId + (token.isEmpty() ? "]" : ", token]");
    }
  }

  /** Names of the services that the Messaging Service has beyond the published commands. */
  final class Services {
    /** The parameter {@code callId}. */
    public static final String MUTE = "MuteCall";

    /** The parameter {@code callId}. */
    public static final String UNMUTE = "UnmuteCall";

    /** The parameters {@code callId} and {@code consultationId}. */
    public static final String SWAP = "SwapCalls";

    /** The parameter {@code callId}. */
    public static final String START_RECORDING = "StartRecording";

    /** The parameter {@code callId}. */
    public static final String STOP_RECORDING = "StopRecording";

    /** The parameter {@code callId}. */
    public static final String PARK = "ParkCall";

    /** The parameter {@code state}: {@code IN} or {@code OUT}. */
    public static final String CALL_CENTRE = "ChangeCallCentreState";

    /** The parameter {@code number} of the colleague's line. */
    public static final String PICK_UP = "PickUpCall";

    private Services() {}
  }
}
