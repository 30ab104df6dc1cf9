package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.messaging.asterisk.Channel.Bridge;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ways from channel to channel. Local channels are pipes between parts of the dial plan: whoever is
 * looked for is behind them. Pure.
 */
final class Paths {
  private static final int MOST_HOPS = 10;

  private Paths() {}

  /**
   * With whom a channel talks: the one other channel of its bridge, followed through Local channels
   * to the phone behind them.
   *
   * @return null when it talks to nobody, to several, or to nobody who has answered yet
   */
  static @Nullable Channel partner(Channel channel) {
    Channel here = channel;
    for (int hops = 0; hops < MOST_HOPS; hops++) {
      Channel other = otherIn(here);
      if (other == null) {
        return null;
      }
      Channel behind = other.otherHalf;
      if (behind == null) {
        return other;
      }
      if (!behind.alive()) {
        return null;
      }
      if (behind.bridge == null) { // an application, when it is answered; else it still rings
        return behind.up() && behind.dials.isEmpty() && other.up() ? other : null;
      }
      here = behind;
    }
    return null;
  }

  /** Who calls, followed through Local channels to the phone before them. */
  static @Nullable Channel caller(Channel called) {
    Channel dialler = called.dialledBy;
    for (int hops = 0; hops < MOST_HOPS && dialler != null && dialler.otherHalf != null; hops++) {
      Channel before = dialler.otherHalf.dialledBy;
      if (before == null) {
        return dialler;
      }
      dialler = before;
    }
    return dialler;
  }

  private static @Nullable Channel otherIn(Channel channel) {
    Bridge bridge = channel.bridge;
    if (bridge == null || bridge.members.size() != 2) {
      return null;
    }
    for (Channel member : bridge.members) {
      if (member != channel) {
        return member;
      }
    }
    return null;
  }

  /** Who talks to them, rings them or is the other half of them. */
  static Set<Channel> neighboursOf(Collection<Channel> channels) {
    Set<Channel> found = new LinkedHashSet<>();
    for (Channel channel : channels) {
      reach(channel, found, 0);
    }
    return found;
  }

  /** Phones behind Local channels count as neighbours. */
  private static void reach(Channel channel, Set<Channel> found, int hops) {
    if (hops > MOST_HOPS) {
      return;
    }
    if (channel.bridge != null && channel.bridge.members.size() <= 3) {
      for (Channel member : channel.bridge.members) {
        step(member, found, hops);
      }
    }
    step(channel.dialledBy, found, hops);
    step(channel.otherHalf, found, hops);
  }

  private static void step(@Nullable Channel next, Set<Channel> found, int hops) {
    if (next != null && found.add(next) && next.local()) {
      reach(next, found, hops + 1);
    }
  }
}
