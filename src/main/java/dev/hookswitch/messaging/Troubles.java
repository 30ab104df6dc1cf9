package dev.hookswitch.messaging;

import dev.hookswitch.phone.Loss;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last things that went wrong. A lost link has the same trouble with all of its lines, which is
 * kept as one. Safe for use by many threads.
 */
final class Troubles {
  private static final int KEPT = 50;

  private final Deque<LinkTrouble> last = new ArrayDeque<>();

  synchronized void add(Instant at, String link, String line, @Nullable Loss loss, String detail) {
    LinkTrouble before = last.peekFirst();
    if (before != null
        && before.link().equals(link)
        && before.loss() == loss
        && before.detail().equals(detail)) {
      last.removeFirst();
      String both = before.line().equals(line) ? line : "";
      last.addFirst(new LinkTrouble(at, link, both, loss, detail, before.times() + 1));
      return;
    }
    last.addFirst(new LinkTrouble(at, link, line, loss, detail, 1));
    if (last.size() > KEPT) {
      last.removeLast();
    }
  }

  /** The latest one first. */
  synchronized List<LinkTrouble> last() {
    return List.copyOf(last);
  }
}
