package dev.hookswitch.connectors.played;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears one opening of a line, keeps book of its calls, and remembers the first thing that no line
 * may say. Used on one desk.
 */
final class Ledger implements PhoneListener {
  /** Texts of a peer that go on to people: a sentence, not a book. */
  private static final int LONGEST_WORDS = 1000;

  private static final int LONGEST_NAME = 250;
  private static final int MOST_SESSIONS = 100;

  /** More than anybody has at once. */
  private static final int MOST_CALLS = 20;

  private final List<CallId> calls = new ArrayList<>();
  private final List<MediaSessionId> sessions = new ArrayList<>();
  private boolean initialized;
  private boolean over;
  private int inLastSnapshot = -1;
  private @Nullable String problem;

  /** Calls that have begun and are not over, the oldest first. */
  List<CallId> calls() {
    return calls;
  }

  /** Media sessions that pages were asked for, the newest first. */
  List<MediaSessionId> sessions() {
    return sessions;
  }

  boolean initialized() {
    return initialized;
  }

  /** How many calls the last snapshot had; -1 before there was one. */
  int inLastSnapshot() {
    return inLastSnapshot;
  }

  /** From now on nothing may be told. */
  void close() {
    over = true;
  }

  /** What was wrong first; null when nothing was. */
  @Nullable String problem() {
    return problem;
  }

  private void expect(boolean holds, String what, Object event) {
    if (!holds && problem == null) {
      problem = what + ": " + event;
    }
  }

  @Override
  public void signal(MediaSignal signal) {
    expect(!over, "signal after the end", signal);
  }

  @Override
  public void event(CtiEvent event) {
    expect(!over, "after the end", event);
    switch (event) {
      case CtiEvent.Initialized _ -> initialized = true;
      case CtiEvent.Disconnected lost -> {
        expect(lost.detail().length() <= LONGEST_WORDS, "endless detail", lost.why());
        over = true;
      }
      case CtiEvent.ActiveCallSnapshot snapshot -> {
        calls.clear();
        snapshot
            .activeCalls()
            .forEach(call -> {
              checkTexts(call);
              expect(!calls.contains(call.id()), "twice in a snapshot", call);
              calls.add(call.id());
            });
        inLastSnapshot = calls.size();
      }
      case CtiEvent.CallStarted started -> {
        checkTexts(started.call());
        expect(!calls.contains(started.callId()), "started twice", event);
        calls.add(started.callId());
      }
      case CtiEvent.CallFinished finished -> {
        checkTexts(finished.call());
        expect(calls.remove(finished.callId()), "finished without a start", event);
        expect(finished.call().endReason() != null, "without a reason", event);
        expect(finished.call().features().isEmpty(), "possible though over", event);
      }
      case CtiEvent.CallInfoChanged changed -> renamed(changed);
      case CtiEvent.CallChange change -> {
        checkTexts(change.call());
        known(change);
      }
      case CtiEvent.DtmfEntered tones -> {
        known(tones);
        expect(tones.digits().matches("[0-9*#A-D]{1,32}"), "no digits", tones);
      }
      case CtiEvent.WebRtcStarted started -> {
        known(started);
        sessions.addFirst(started.session());
        if (sessions.size() > MOST_SESSIONS) {
          sessions.removeLast();
        }
      }
      case CtiEvent.CallEvent of -> known(of);
      case CtiEvent.LineStateChanged features -> {
        if (features.callId() != null) {
          expect(calls.contains(features.callId()), "features of an unknown call", event);
        }
      }
      case CtiEvent.AgentStateChanged state -> {
        checkText(state.state().code(), LONGEST_NAME, event);
        checkText(state.state().reason(), LONGEST_NAME, event);
      }
      case CtiEvent.Error error -> checkText(error.data(), LONGEST_WORDS, event);
      case CtiEvent.CallCentreStateChanged _, CtiEvent.RawMessage _ -> {}
    }
    expect(calls.size() <= MOST_CALLS, "calls without end", calls.size());
  }

  private void renamed(CtiEvent.CallInfoChanged changed) {
    checkTexts(changed.call());
    int at = calls.indexOf(changed.formerId());
    expect(at >= 0, "news of an unknown call", changed);
    if (at >= 0 && !changed.formerId().equals(changed.callId())) {
      expect(!calls.contains(changed.callId()), "takes the place of another call", changed);
      calls.set(at, changed.callId());
    }
  }

  private void known(CtiEvent.CallEvent event) {
    expect(calls.contains(event.callId()), "of an unknown call", event);
  }

  private void checkTexts(Call call) {
    checkText(call.id().value(), CallId.MAX_LENGTH, call);
    for (Party party : List.of(call.caller(), call.called())) {
      checkText(party.name(), LONGEST_NAME, call);
      checkText(party.number().dialled(), LONGEST_NAME, call);
    }
  }

  /** A database takes neither the character 0 nor half of a pair, a page shows no controls. */
  private void checkText(String text, int longest, Object event) {
    boolean clean =
        text.codePoints()
            .noneMatch(c ->
                Character.isISOControl(c)
                    || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    expect(text.length() <= longest && clean, "text of a peer as it came", event);
  }
}
