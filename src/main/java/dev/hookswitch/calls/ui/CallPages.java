package dev.hookswitch.calls.ui;

import dev.hookswitch.calls.CallEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list as far as somebody has scrolled. A grid asks by offset; this reads on from the last call
 * that it has, so no page costs more than the one before, and a call that begins meanwhile moves
 * nothing.
 */
final class CallPages {
  private static final int LENGTH = 50;

  /** Reads the next calls after one, or the newest. */
  interface Source {
    List<CallEntry> after(@Nullable CallEntry last, int limit);
  }

  private final Source source;
  private final List<CallEntry> known = new ArrayList<>();
  private boolean complete;

  CallPages(Source source) {
    this.source = source;
  }

  Stream<CallEntry> fetch(int offset, int limit) {
    while (!complete && known.size() < offset + limit) {
      List<CallEntry> next = source.after(known.isEmpty() ? null : known.getLast(), LENGTH);
      known.addAll(next);
      complete = next.size() < LENGTH;
    }
    return known.stream().skip(offset).limit(limit);
  }

  boolean isEmpty() {
    return fetch(0, 1).findAny().isEmpty();
  }
}
