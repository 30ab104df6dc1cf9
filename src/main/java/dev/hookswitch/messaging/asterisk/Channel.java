package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.PeerText;
import dev.hookswitch.phone.Party;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel of Asterisk: one leg of a call, as the events tell of it (asterisk.md §3). {@link
 * Channels} alone changes it.
 */
final class Channel {
  /** {@code ChannelState}: it dials, and hears that it rings somewhere. */
  private static final int RING = 4;

  /** The phone rings. */
  private static final int RINGING = 5;

  private static final int UP = 6;

  final String id;
  private String name = "";
  private String device = "";
  String linkedId = "";
  int state;
  String callerNumber = "";
  String callerName = "";
  String connectedNumber = "";
  String connectedName = "";
  String context = "";
  String exten = "";

  /** Where in the dial plan it was when it entered the last bridge. */
  private String bridgedIn = "";

  /** The number that was dialled: it changes with each step through the dial plan. */
  String firstExten = "";

  /** Where it talks; null when it does not. */
  @Nullable Bridge bridge;

  /** Who rings it; null when nobody does, or nobody any more. */
  @Nullable Channel dialledBy;

  /** Asterisk itself called it, by order of a program. */
  boolean originated;

  /** Whom it rings. */
  final Set<Channel> dials = new LinkedHashSet<>();

  /** How the last of its attempts to reach somebody failed; null when none has. */
  @Nullable Ending failure;

  /** The other half of a Local channel; null for any other. */
  @Nullable Channel otherHalf;

  /** The phone has put the other side aside (SIP hold). */
  boolean held;

  /** It is parked, or about to be. */
  boolean parked;

  /** The space where it is or was parked; empty when it never was. */
  String space = "";

  /** The phone that parked it, and is rung with it when nobody fetches it; empty when talking. */
  String comesBackTo = "";

  /** How many recordings are made of it. */
  int recorders;

  /** It hears music on hold. */
  boolean music;

  /** The phone hung up, or its network did: the end comes from this side. */
  boolean hangsUp;

  /** The cause that came with it; 0 when there was none. */
  int causeSaid;

  /** It left by a transfer. */
  boolean transferred;

  /** Somebody else took the call that rang here. */
  boolean pickedUp;

  /** What the dial plan does with it, as far as it was asked for; empty before. */
  String application = "";

  /** The answer to what it does is on its way. */
  boolean applicationAsked;

  /** The queue that the call comes from; empty for any other. */
  String queue = "";

  /** The file that the call was recorded to last; empty when nobody said so. */
  String recording = "";

  /** How it ended; null while it lives. */
  @Nullable Ending ending;

  /** How {@code DialEnd} said that the attempt to reach it ended. */
  String dialStatus = "";

  /** It was there before anybody listened. */
  boolean found;

  /** Of one that was found waiting: the id of the channel that put it aside; empty otherwise. */
  String heldBy = "";

  /** The id of the consultation that it makes, where one was ordered; empty otherwise. */
  String consultation = "";

  /** The phone that put it aside is rung again with it. */
  boolean fetched;

  /** Nobody saw its end. */
  boolean vanished;

  /** Whose business it is, besides the phone's. */
  final Set<Watcher> watchers = new LinkedHashSet<>();

  /** Who wants to know that something has changed. */
  interface Watcher {
    void look();
  }

  /**
   * Why something ended.
   *
   * @param cause Q.850, 0 when Asterisk gives none
   * @param dialStatus of {@code DialEnd}; empty when nobody dialled
   */
  record Ending(int cause, String dialStatus) {}

  Channel(String id, String name) {
    this.id = id;
    isNamed(name);
  }

  void isNamed(String now) {
    name = now;
    int dash = now.lastIndexOf('-');
    device = dash < 0 ? now : now.substring(0, dash);
  }

  /** As actions name it, such as {@code PJSIP/101-0000000e}. */
  String name() {
    return name;
  }

  /** The phone: the name up to its last dash, such as {@code PJSIP/101}. */
  String device() {
    return device;
  }

  /** A pipe between two parts of the dial plan, not a phone. */
  boolean local() {
    return name.startsWith("Local/");
  }

  boolean alive() {
    return ending == null;
  }

  boolean up() {
    return state == UP;
  }

  boolean ringing() {
    return state == RINGING;
  }

  boolean dialling() {
    return state == RING;
  }

  /**
   * Put aside by a redirection, and with nobody (asterisk.md §6.3). Whoever was fetched again is in
   * the same context still, but hears no music.
   */
  boolean waits() {
    return alive() && bridge == null && music && context.equals(Dialplan.HOLD);
  }

  void enters(Bridge entered) {
    bridge = entered;
    music = false;
    fetched = false;
    bridgedIn = place();
  }

  /** Whether the dial plan goes on with it elsewhere since it has left its bridge. */
  boolean moved() {
    return !place().equals(bridgedIn);
  }

  private String place() {
    return exten + "@" + context;
  }

  boolean bridged() {
    return bridge != null && bridge.members.size() > 1;
  }

  /** The party at this channel. */
  Party party() {
    return party(callerNumber, callerName);
  }

  /** The party that it talks to or shall talk to. */
  Party connected() {
    return party(connectedNumber, connectedName);
  }

  static Party party(String number, String name) {
    return new Party(PeerText.number(number), name.equals(number) ? "" : PeerText.name(name));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Where channels talk. */
  static final class Bridge {
    final String id;
    final Set<Channel> members = new LinkedHashSet<>();

    Bridge(String id) {
      this.id = id;
    }
  }
}
