package dev.hookswitch.tms;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiEvent.DtmfEntered.Origin;
import dev.hookswitch.phone.ErrorType;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a Messaging Service tells (third-party.md §2.4). What is {@link Optional} is ours: the
 * original does not say it.
 */
public sealed interface TmsEvent {
  /** The published number; what is ours has that which is published as none. */
  default int type() {
    return switch (this) {
      case CurrentCallChanged _, CallCentreStateChanged _ -> 0;
      case LibraryInitialized _ -> 1;
      case ConnectionCreated _ -> 2;
      case Failed _ -> 3;
      case CommandInfo _ -> 4;
      case OfCall e -> e.what().type;
      case ActiveCallSnapshot _ -> 10;
      case LineStateChanged _ -> 11;
      case AgentStateChanged _ -> 12;
      case Disconnected _ -> 14;
      case RawData _ -> 16;
      case DtmfEntered _ -> 18;
    };
  }

  /**
   * @param library its id
   */
  record LibraryInitialized(String library) implements TmsEvent {}

  /**
   * The line works.
   *
   * @param capabilities what it can do
   */
  record ConnectionCreated(Optional<Capabilities> capabilities) implements TmsEvent {}

  /**
   * @param code of the phone system; may be empty
   * @param data what happened, as text
   * @param source which part says so
   * @param outcome of the command that caused it
   * @param loss when there is no line any more, or none came to be
   */
  record Failed(
      ErrorType error,
      String code,
      String data,
      String source,
      Optional<Outcome> outcome,
      Optional<Loss> loss)
      implements TmsEvent {}

  /** The command was carried out, or is being so. */
  record CommandInfo(String result) implements TmsEvent {}

  /**
   * @param formerId under which the call was known, when it has another one now
   */
  record OfCall(Happening what, TmsCall call, Optional<CallId> formerId) implements TmsEvent {
    public OfCall(Happening what, TmsCall call) {
      this(what, call, Optional.empty());
    }
  }

  /**
   * @param current null when there is none
   */
  record ActiveCallSnapshot(List<TmsCall> calls, @Nullable CallId current) implements TmsEvent {
    public ActiveCallSnapshot {
      calls = List.copyOf(calls);
    }
  }

  /**
   * @param call whose features these are; null when they are the line's own
   */
  record LineStateChanged(Set<Feature> features, @Nullable CallId call) implements TmsEvent {
    public LineStateChanged {
      features = Set.copyOf(features);
    }
  }

  /** The reason is ours: the original tells a state alone. */
  record AgentStateChanged(AgentState state) implements TmsEvent {}

  /**
   * @param code why, as text
   */
  record Disconnected(String code, Optional<Loss> loss) implements TmsEvent {}

  record RawData(String text) implements TmsEvent {}

  /** The original says the digits alone. */
  record DtmfEntered(String digits, Optional<CallId> call, Origin origin) implements TmsEvent {}

  /** Ours. */
  record CurrentCallChanged(CallId call) implements TmsEvent {}

  /** Ours. */
  record CallCentreStateChanged(CallCentre state) implements TmsEvent {}

  /** The published events whose content is a call. */
  enum Happening {
    RING_STARTED(5),
    RING_FINISHED(6),
    COMMUTATION_STARTED(7),
    PUT_HOLD_ACTION(8),
    END_HOLD_ACTION(9),
    ABONENT_BUSY(13),
    CALL_SAVED_IN_DB(15),
    CALL_INFO_CHANGED(17);

    private final int type;

    Happening(int type) {
      this.type = type;
    }

    static Optional<Happening> of(int type) {
      for (Happening happening : values()) {
        if (happening.type == type) {
          return Optional.of(happening);
        }
      }
      return Optional.empty();
    }
  }
}
