package dev.hookswitch.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of order that everything a line reports keeps (design.md §3.1). */
public final class EventOrder {
  private EventOrder() {}

  /**
   * A call begins with {@code callStarted} or in a snapshot, may be renamed, ends once with {@code
   * callFinished} and a reason, and is silent before and after.
   *
   * @param declared what the line may ever be told that it can do
   */
  public static void assertKept(List<CtiEvent> events, Capabilities declared) {
    Set<CallId> begun = new HashSet<>();
    Set<CallId> over = new HashSet<>();
    for (CtiEvent event : events) {
      switch (event) {
        case CtiEvent.ActiveCallSnapshot snapshot ->
            snapshot.activeCalls().forEach(call -> begun.add(call.id()));
        case CtiEvent.CallStarted started ->
            assertThat(begun.add(started.callId())).as("started twice: %s", event).isTrue();
        case CtiEvent.CallInfoChanged changed -> {
          assertBetween(begun, over, changed.formerId(), event);
          if (!changed.formerId().equals(changed.callId())) {
            over.add(changed.formerId());
            begun.add(changed.callId());
            over.remove(changed.callId());
          }
        }
        case CtiEvent.CallEvent of -> assertBetween(begun, over, of.callId(), event);
        case CtiEvent.LineStateChanged features when features.callId() != null ->
            assertBetween(begun, over, features.callId(), event);
        default -> {}
      }
      if (event instanceof CtiEvent.CallFinished finished) {
        over.add(finished.callId());
        assertThat(finished.call().endReason()).as("reason of %s", event).isNotNull();
        assertThat(finished.call().features()).as("features of %s", event).isEmpty();
      }
      if (event instanceof CtiEvent.LineStateChanged features) {
        assertThat(declared.call())
            .as("undeclared features in %s", event)
            .containsAll(features.features());
      }
    }
  }

  private static void assertBetween(
      Set<CallId> begun, Set<CallId> over, CallId call, CtiEvent event) {
    assertThat(begun).as("before callStarted: %s", event).contains(call);
    assertThat(over).as("after callFinished: %s", event).doesNotContain(call);
  }
}
