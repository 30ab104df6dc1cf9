package dev.hookswitch.simulators.freeswitch;

import java.util.Map;

/**
 * Something that the queue module tells (webitel.md §8).
 *
 * @param action its {@code CC-Action}, such as {@code agent-status-change}
 * @param domain of the queue
 * @param fields the other ones, whose names begin with {@code CC-}
 */
public record QueueEvent(String action, String domain, Map<String, String> fields) {
  public QueueEvent {
    fields = Map.copyOf(fields);
  }
}
