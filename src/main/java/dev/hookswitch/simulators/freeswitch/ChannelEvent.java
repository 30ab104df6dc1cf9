package dev.hookswitch.simulators.freeswitch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of a leg, as FreeSWITCH's own event socket would show it.
 *
 * @param name {@code CHANNEL_CREATE} and the like
 * @param leg id of the leg
 * @param presence {@code number@domain} of the user whose leg it is; null for legs of nobody
 * @param domain the domain in which the call takes place
 * @param fields all fields, in order; a missing value is absent
 */
public record ChannelEvent(
    String name, String leg, @Nullable String presence, String domain, Map<String, String> fields) {
  public ChannelEvent {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
