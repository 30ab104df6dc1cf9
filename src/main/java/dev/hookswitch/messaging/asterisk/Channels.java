package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.PeerText;
import dev.hookswitch.messaging.asterisk.Channel.Bridge;
import dev.hookswitch.messaging.asterisk.Channel.Ending;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The channels and bridges of one Asterisk, from its events: state is built from what events say,
 * not from their order, which varies within a millisecond (asterisk.md §3). The cost of an event
 * does not grow with the number of channels. Pure, and used by one thread at a time.
 */
final class Channels {
  private static final String ANSWERED = "ANSWER";

  /** Asterisk's own limit. */
  private static final int LONGEST_ID = 150;

  private static final int ENDED_KEPT = 1_000;

  private final Map<String, Channel> byId = new HashMap<>();
  private final Map<String, Channel> byName = new HashMap<>();
  private final Map<String, Set<Channel>> byDevice = new HashMap<>();
  private final Map<String, Bridge> bridges = new HashMap<>();

  /** Those that ended last: an id is never given twice, so whatever names them comes too late. */
  private final Set<String> endedIds =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > ENDED_KEPT;
            }
          });

  /** Whom the event that is worked off is about. */
  private final Set<Channel> touched = new LinkedHashSet<>();

  Optional<Channel> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The live channels of a phone, the oldest first. */
  List<Channel> of(String device) {
    Set<Channel> channels = byDevice.get(device);
    return channels == null ? List.of() : List.copyOf(channels);
  }

  int size() {
    return byId.size();
  }

  /** Those that were put aside by a redirection. */
  List<Channel> waiting() {
    return byId.values().stream().filter(Channel::waits).toList();
  }

  /**
   * Works off an event.
   *
   * @return the channels that it is about and those that they talk to or ring; a channel that has
   *     ended is among them once more
   */
  Collection<Channel> apply(AmiMessage event) {
    touched.clear();
    switch (event.event()) {
      case "Newchannel" -> {
        if (!endedIds.contains(event.get("Uniqueid"))) {
          create(event);
        }
      }
      case "Newstate",
          "NewCallerid",
          "NewConnectedLine",
          "NewAccountCode",
          "QueueCallerJoin",
          "QueueCallerLeave",
          "SoftHangupRequest" ->
          about(event, ChannelFields.OWN);
      case "MixMonitorStart" ->
          with(about(event, ChannelFields.OWN), channel -> channel.recorders++);
      case "MixMonitorStop" ->
          with(
              about(event, ChannelFields.OWN),
              channel -> channel.recorders = Math.max(0, channel.recorders - 1));
      case "MusicOnHoldStart" ->
          with(about(event, ChannelFields.OWN), channel -> channel.music = true);
      case "MusicOnHoldStop" ->
          with(about(event, ChannelFields.OWN), channel -> channel.music = false);
      case "Rename" -> renamed(event);
      case "HangupRequest" ->
          with(
              about(event, ChannelFields.OWN),
              channel -> {
                channel.hangsUp = true;
                channel.causeSaid = event.number("Cause", 0);
              });
      case "DialBegin" -> dialBegins(event);
      case "DialState" -> dialState(event);
      case "DialEnd" -> dialEnds(event);
      case "BridgeEnter" -> enters(event);
      case "BridgeLeave" -> leaves(event);
      case "BridgeDestroy" -> bridges.remove(event.get("BridgeUniqueid"));
      case "LocalBridge" -> localBridge(event);
      case "Hold" -> with(about(event, ChannelFields.OWN), channel -> channel.held = true);
      case "Unhold" -> with(about(event, ChannelFields.OWN), channel -> channel.held = false);
      case "BlindTransfer" -> transferred(event, ChannelFields.TRANSFERER);
      case "AttendedTransfer" -> {
        transferred(event, ChannelFields.FIRST_TRANSFERER);
        transferred(event, ChannelFields.SECOND_TRANSFERER);
      }
      case "ParkedCall" ->
          with(
              about(event, ChannelFields.PARKEE),
              channel -> {
                channel.parked = true;
                channel.space = event.get("ParkingSpace");
                channel.comesBackTo = event.get("ParkerDialString");
              });
      case "ParkedCallTimeOut" ->
          with(
              about(event, ChannelFields.PARKEE),
              channel -> {
                channel.parked = false;
                channel.comesBackTo = event.get("ParkerDialString");
              });
      case "Pickup" -> with(about(event, ChannelFields.TARGET), channel -> channel.pickedUp = true);
      case "AgentCalled" ->
          with(about(event, ChannelFields.DEST), channel -> channel.queue = event.get("Queue"));
      case "Hangup" -> ended(event);
      default -> {}
    }
    touched.addAll(Paths.neighboursOf(touched)); // who may see a change, too
    return touched;
  }

  /**
   * Takes over the list that {@code CoreShowChannels} answers with (asterisk.md §5). Who is not in
   * it has ended while nobody looked.
   *
   * @return all that were known before, and all that are known now
   */
  Collection<Channel> replaceBy(List<AmiMessage> entries) {
    Set<Channel> before = new LinkedHashSet<>(byId.values());
    bridges.clear();
    before.forEach(channel -> channel.bridge = null);
    touched.clear();
    for (AmiMessage entry : entries) {
      Channel known = byId.get(entry.get("Uniqueid"));
      boolean filed = known != null && !known.recording.isEmpty();
      Channel channel = create(entry);
      if (channel != null) {
        channel.found |= known == null;
        if (!filed && !channel.recording.isEmpty()) {
          channel.recorders = 1; // or it was one: the list does not tell whether it goes on
        }
        channel.music = entry.get("Application").equals("MusicOnHold");
        String bridge = entry.get("BridgeId");
        if (!bridge.isEmpty()) {
          into(channel, bridge);
        }
      }
    }
    Set<Channel> now = new LinkedHashSet<>(touched);
    for (Channel channel : before) {
      if (!now.contains(channel)) {
        channel.vanished = true;
        end(channel, new Ending(0, ""));
      } else {
        channel.dials.removeIf(Channel::up); // answered meanwhile
      }
    }
    before.addAll(now);
    return before;
  }

  // Events

  private @Nullable Channel create(AmiMessage event) {
    String id = event.get("Uniqueid");
    String name = event.get("Channel");
    if (id.length() > LONGEST_ID || !PeerText.isId(id) || !PeerText.isId(name)) {
      return null;
    }
    Channel channel = byId.get(id);
    if (channel == null) {
      channel = new Channel(id, name);
      channel.firstExten = event.get("Exten");
      byId.put(id, channel);
      keepName(channel);
      pair(channel);
    }
    touched.add(channel);
    ChannelFields.OWN.bringUpToDate(channel, event);
    return channel;
  }

  private void keepName(Channel channel) {
    byName.put(channel.name(), channel);
    byDevice.computeIfAbsent(channel.device(), _ -> new LinkedHashSet<>()).add(channel);
  }

  private void dropName(Channel channel) {
    byName.remove(channel.name(), channel);
    byDevice.computeIfPresent(
        channel.device(),
        (_, channels) -> {
          channels.remove(channel);
          return channels.isEmpty() ? null : channels;
        });
  }

  /** The halves of a Local channel have one name, but for the last digit. */
  private void pair(Channel channel) {
    if (channel.local() && channel.name().length() > 2) {
      String stem = channel.name().substring(0, channel.name().length() - 1);
      Channel half = byName.get(stem + (channel.name().endsWith("1") ? "2" : "1"));
      if (half != null && half != channel) {
        channel.otherHalf = half;
        half.otherHalf = channel;
      }
    }
  }

  private void localBridge(AmiMessage event) {
    Channel one = byId.get(event.get("LocalOneUniqueid"));
    Channel two = byId.get(event.get("LocalTwoUniqueid"));
    if (one != null && two != null) {
      one.otherHalf = two;
      two.otherHalf = one;
    }
  }

  private void renamed(AmiMessage event) {
    Channel channel = byId.get(event.get("Uniqueid"));
    String name = event.get("Newname");
    if (channel != null && !name.isEmpty()) {
      dropName(channel);
      channel.isNamed(name);
      keepName(channel);
      touched.add(channel);
    }
  }

  /**
   * The channel whose fields the event has under those names, brought up to date.
   *
   * @return null when it is not known: it began before anybody listened, or has ended
   */
  private @Nullable Channel about(AmiMessage event, ChannelFields fields) {
    Channel channel = byId.get(event.get(fields.id()));
    if (channel != null) {
      touched.add(channel);
      fields.bringUpToDate(channel, event);
    }
    return channel;
  }

  private void dialBegins(AmiMessage event) {
    Channel called = about(event, ChannelFields.DEST);
    Channel caller = about(event, ChannelFields.OWN);
    if (called == null) {
      return;
    }
    if (event.get("Channel").isEmpty()) {
      called.originated = true;
    } else if (caller != null) {
      called.dialledBy = caller;
      caller.dials.add(called);
      caller.failure = null;
    }
  }

  private void dialState(AmiMessage event) {
    about(event, ChannelFields.OWN);
    about(event, ChannelFields.DEST);
  }

  private void dialEnds(AmiMessage event) {
    Channel called = about(event, ChannelFields.DEST);
    Channel caller = about(event, ChannelFields.OWN);
    String status = event.get("DialStatus");
    if (called != null) {
      called.dialStatus = status;
    }
    if (caller != null && called != null && caller.dials.remove(called)) {
      caller.failure = status.equals(ANSWERED) ? null : new Ending(causeOf(called), status);
    }
  }

  /** The cause is that of the phone which was called, through the Local channel before it. */
  private static int causeOf(Channel called) {
    if (called.ending != null) {
      return called.ending.cause();
    }
    Channel behind = called.otherHalf;
    if (behind == null) {
      return called.causeSaid;
    }
    if (behind.failure != null) {
      return behind.failure.cause();
    }
    return behind.ending == null ? 0 : behind.ending.cause();
  }

  private void enters(AmiMessage event) {
    Channel channel = about(event, ChannelFields.OWN);
    String id = event.get("BridgeUniqueid");
    if (channel != null && !id.isEmpty()) {
      into(channel, id);
      if (!event.get("BridgeType").equals("parking")) {
        channel.parked = false;
        channel.comesBackTo = "";
      }
    }
  }

  private void into(Channel channel, String id) {
    if (channel.bridge != null && !channel.bridge.id.equals(id)) {
      out(channel);
    }
    Bridge bridge = bridges.computeIfAbsent(id, Bridge::new);
    bridge.members.add(channel);
    channel.enters(bridge);
  }

  private void leaves(AmiMessage event) {
    Channel channel = about(event, ChannelFields.OWN);
    if (channel != null
        && channel.bridge != null
        && channel.bridge.id.equals(event.get("BridgeUniqueid"))) {
      out(channel);
    }
  }

  private void out(Channel channel) {
    Bridge bridge = channel.bridge;
    if (bridge != null) {
      bridge.members.remove(channel);
      touched.addAll(bridge.members);
      channel.bridge = null;
      if (bridge.members.isEmpty()) {
        bridges.remove(bridge.id);
      }
    }
  }

  private void transferred(AmiMessage event, ChannelFields who) {
    Channel channel = about(event, who);
    if (channel != null && event.get("Result").equals("Success")) {
      channel.transferred = true;
    }
  }

  private void ended(AmiMessage event) {
    Channel channel = about(event, ChannelFields.OWN);
    if (channel == null) {
      return;
    }
    end(channel, new Ending(event.number("Cause", 0), channel.dialStatus));
  }

  private void end(Channel channel, Ending ending) {
    channel.ending = ending;
    endedIds.add(channel.id);
    byId.remove(channel.id);
    dropName(channel);
    out(channel);
    Channel caller = channel.dialledBy;
    if (caller != null) {
      touched.add(caller);
      if (caller.dials.remove(channel)) {
        caller.failure = ending;
      } else if (caller.failure != null && caller.failure.cause() == 0) {
        caller.failure = new Ending(ending.cause(), caller.failure.dialStatus());
      }
    }
    for (Channel called : channel.dials) {
      called.dialledBy = null;
      touched.add(called);
    }
    channel.dials.clear();
  }

  private interface Change {
    void on(Channel channel);
  }

  private static void with(@Nullable Channel channel, Change change) {
    if (channel != null) {
      change.on(channel);
    }
  }

  /** A map of what is there, for a log: names and bridges, no numbers. */
  @Override
  public String toString() {
    Map<String, String> seen = new LinkedHashMap<>();
    byId.values()
        .forEach(
            channel -> seen.put(channel.name(), channel.bridge == null ? "" : channel.bridge.id));
    return seen.toString();
  }
}
