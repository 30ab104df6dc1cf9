package dev.hookswitch.simulators.freeswitch;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes the events of legs and tells them. */
final class ChannelEvents {
  private final String core = UUID.randomUUID().toString();
  private final List<SwitchListener> listeners = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private long sequence = 1000;

  ChannelEvents(InstantSource clock) {
    this.clock = clock;
  }

  void listen(SwitchListener listener) {
    listeners.add(listener);
  }

  List<SwitchListener> listeners() {
    return listeners;
  }

  /** The fields of every event, which Verto also puts into {@code variables} (verto.md §5). */
  Map<String, String> general(String name) {
    Instant now = clock.instant();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Event-Name", name);
    fields.put("Core-UUID", core);
    fields.put("FreeSWITCH-Hostname", "simulated");
    fields.put("FreeSWITCH-Switchname", "simulated");
    fields.put(
        "Event-Date-Timestamp", Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, now)));
    fields.put("Event-Sequence", Long.toString(++sequence));
    return fields;
  }

  void fire(String name, Leg leg) {
    fire(name, leg, Map.of());
  }

  void fire(String name, Leg leg, Map<String, String> extra) {
    Map<String, String> fields = general(name);
    fields.putAll(leg.fields());
    fields.putAll(extra);
    ChannelEvent event =
        new ChannelEvent(
            name, leg.id, leg.owner == null ? null : leg.owner.account(), leg.domain, fields);
    listeners.forEach(listener -> listener.event(event));
  }

  void state(Leg leg, ChannelState state) {
    leg.state = state;
    fire("CHANNEL_STATE", leg);
  }

  void callState(Leg leg, CallState state) {
    Map<String, String> before = Map.of("Original-Channel-Call-State", leg.callState.name());
    leg.callState = state;
    fire("CHANNEL_CALLSTATE", leg, before);
  }

  void bridge(String name, Leg first, Leg second) {
    fire(name, first, Map.of("Bridge-A-Unique-ID", first.id, "Bridge-B-Unique-ID", second.id));
  }
}
