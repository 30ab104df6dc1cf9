package dev.hookswitch.calls.ui;

import dev.hookswitch.calls.CallLog.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a call in which it did one thing, for the bar that draws the call. */
record Segment(Kind kind, Duration length) {
  enum Kind {
    RING,
    TALK,
    HOLD
  }

  /** The stretches that have an end, in order. */
  static List<Segment> of(List<JournalEntry> journal) {
    var segments = new ArrayList<Segment>();
    Kind now = null;
    Instant since = Instant.EPOCH;
    for (JournalEntry entry : journal) {
      Kind next = after(now, entry.name());
      if (next == now) {
        continue;
      }
      if (now != null && entry.at().isAfter(since)) {
        segments.add(new Segment(now, Duration.between(since, entry.at())));
      }
      now = next;
      since = entry.at();
    }
    return List.copyOf(segments);
  }

  private static @Nullable Kind after(@Nullable Kind now, String event) {
    return switch (event) {
      case "callStarted" -> Kind.RING;
      case "commutationStarted", "unhold" -> Kind.TALK;
      case "hold" -> Kind.HOLD;
      case "callFinished" -> null;
      default -> now;
    };
  }
}
