package dev.hookswitch.hub;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneState;
import dev.hookswitch.phone.PhoneStates;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.OwnedLine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Whether colleagues can be called now, from all that is known of them: their hubs, and their
 * phones. Nothing is asked for when something changes; whoever follows somebody is told. Safe for
 * use by many threads; nothing blocks.
 */
@Service
public class Presences {
  private final CtiHubs hubs;
  private final Map<String, PhoneStates> phones;
  private final Map<UserId, Set<Following>> byUser = new ConcurrentHashMap<>();

  Presences(CtiHubs hubs, List<PhoneStates> phones) {
    this.hubs = hubs;
    this.phones =
        phones.stream().collect(Collectors.toMap(PhoneStates::system, Function.identity()));
    hubs.hear(user -> byUser.getOrDefault(user, Set.of()).forEach(Following::look));
  }

  /** Who follows colleagues. */
  public interface Listener {
    /** On threads of hubs and phone systems; returns at once. */
    void changed(OwnedLine line, Presence now);
  }

  /** What colleagues may know about the owner of a line, and the phone of that line. */
  public Presence of(OwnedLine line) {
    PhoneStates there = phones.get(line.line().system());
    return Presence.of(
        hubs.presence(line.owner(), line.line().id()),
        there == null ? PhoneState.UNKNOWN : there.of(line.line()));
  }

  /**
   * Follows the owners of lines. Each is told at once, and then whenever it is another one.
   *
   * @return ends it
   */
  public Runnable follow(Collection<OwnedLine> lines, Listener listener) {
    List<Following> all = lines.stream().map(line -> new Following(line, listener)).toList();
    all.forEach(Following::begin);
    return () -> all.forEach(Following::end);
  }

  /** Whether one line can take calls that ring at the other one, if it can take any. */
  public boolean together(Line one, Line other) {
    PhoneStates there = phones.get(one.system());
    return one.system().equals(other.system()) && (there == null || there.together(one, other));
  }

  private final class Following {
    private final OwnedLine line;
    private final Listener listener;
    private Runnable phone = () -> {};
    private @Nullable Presence told;
    private boolean over;

    Following(OwnedLine line, Listener listener) {
      this.line = line;
      this.listener = listener;
    }

    void begin() {
      byUser.compute(
          line.owner(),
          (_, there) -> {
            Set<Following> all = there == null ? ConcurrentHashMap.newKeySet() : there;
            all.add(this);
            return all;
          });
      PhoneStates there = phones.get(line.line().system());
      if (there != null) {
        phone = there.follow(line.line(), this::look);
      }
      look();
    }

    synchronized void look() {
      Presence now = of(line);
      if (now != told && !over) {
        told = now;
        listener.changed(line, now);
      }
    }

    void end() {
      phone.run();
      byUser.computeIfPresent(
          line.owner(),
          (_, there) -> {
            there.remove(this);
            return there.isEmpty() ? null : there;
          });
      synchronized (this) {
        over = true;
      }
    }
  }
}
