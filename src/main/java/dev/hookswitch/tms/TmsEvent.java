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
  /** The published number. */
  int type();

  /**
   * @param library its id
   */
  record LibraryInitialized(String library) implements TmsEvent {
    @Override
    public int type() {
      return 1;
    }
  }

  /**
   * The line works.
   *
   * @param capabilities what it can do
   */
  record ConnectionCreated(Optional<Capabilities> capabilities) implements TmsEvent {
    @Override
    public int type() {
      return 2;
    }
  }

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
      implements TmsEvent {
    @Override
    public int type() {
      return 3;
    }
  }

  /** The command was carried out, or is being so. */
  record CommandInfo(String result) implements TmsEvent {
    @Override
    public int type() {
      return 4;
    }
  }

  /**
   * @param formerId under which the call was known, when it has another one now
   */
  record OfCall(Happening what, TmsCall call, Optional<CallId> formerId) implements TmsEvent {
    public OfCall(Happening what, TmsCall call) {
      this(what, call, Optional.empty());
    }

    @Override
    public int type() {
      return what.type;
    }
  }

  /**
   * @param current null when there is none
   */
  record ActiveCallSnapshot(List<TmsCall> calls, @Nullable CallId current) implements TmsEvent {
    public ActiveCallSnapshot {
      calls = List.copyOf(calls);
    }

    @Override
    public int type() {
      return 10;
    }
  }

  /**
   * @param call whose features these are; null when they are the line's own
   */
  record LineStateChanged(Set<Feature> features, @Nullable CallId call) implements TmsEvent {
    public LineStateChanged {
      features = Set.copyOf(features);
    }

    @Override
    public int type() {
      return 11;
    }
  }

  /** The reason is ours: the original tells a state alone. */
  record AgentStateChanged(AgentState state) implements TmsEvent {
    @Override
    public int type() {
      return 12;
    }
  }

  /**
   * @param code why, as text
   */
  record Disconnected(String code, Optional<Loss> loss) implements TmsEvent {
    @Override
    public int type() {
      return 14;
    }
  }

  record RawData(String text) implements TmsEvent {
    @Override
    public int type() {
      return 16;
    }
  }

  /** The original says the digits alone. */
  record DtmfEntered(String digits, Optional<CallId> call, Origin origin) implements TmsEvent {
    @Override
    public int type() {
      return 18;
    }
  }

  /** Ours, under the number that is published as none. */
  record CurrentCallChanged(CallId call) implements TmsEvent {
    @Override
    public int type() {
      return 0;
    }
  }

  /** Ours, under the number that is published as none. */
  record CallCentreStateChanged(CallCentre state) implements TmsEvent {
    @Override
    public int type() {
      return 0;
    }
  }

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
