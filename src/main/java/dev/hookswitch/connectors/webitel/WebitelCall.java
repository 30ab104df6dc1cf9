package dev.hookswitch.connectors.webitel;

import dev.hookswitch.line.LineCall;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Party;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** A call as the line follows it: one id, and a leg for each of the user's phones. */
final class WebitelCall extends LineCall {
  /** Of the user's phones, the one that answered first: all of them at first. */
  final Set<String> legs = new LinkedHashSet<>();

  /** The other party's leg; empty before it is known. */
  String otherLeg = "";

  /** More phones than anybody has are a mistake of the server. */
  private static final int MOST_LEGS = 20;

  /** The user's phone is called first, then the number (click-to-call, consultation). */
  boolean callback;

  Media media = Media.AUDIO;

  WebitelCall(CallId id, CallDirection direction, Party self, Party other, Instant startedAt) {
    super(id, direction, self, other, startedAt);
  }

  /** One more phone of the user rings. */
  void gains(String leg) {
    if (legs.size() < MOST_LEGS) {
      legs.add(leg);
    }
  }

  /** The leg of the user's phone that commands are about; empty when there is none yet. */
  String leg() {
    return legs.isEmpty() ? "" : legs.iterator().next();
  }

  /** Whether the id is that of the call, or of a leg of the user's phones. */
  boolean isKnownAs(String id) {
    return id().value().equals(id) || legs.contains(id);
  }

  /** The dialog of the web phone: it is named like the leg (webitel.md §12). */
  CallId dialog() {
    String leg = leg();
    return leg.isEmpty() ? id() : new CallId(leg);
  }
}
