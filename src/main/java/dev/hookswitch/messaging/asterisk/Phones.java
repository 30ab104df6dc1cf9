package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the phones of an Asterisk do, by the states of devices that it tells (asterisk.md §4,
 * Codes): they need no hints in the dial plan. Told on the link's desk; asked and followed on any
 * thread.
 */
final class Phones {
  /** More devices than one Asterisk serves; what comes beyond is passed over. */
  private static final int MOST = 20_000;

  private static final int LONGEST_NAME = 100;

  private final AsteriskSettings.Link settings;
  private final Map<String, PhoneState> states = new ConcurrentHashMap<>();
  private final Map<String, Set<Follower>> followers = new ConcurrentHashMap<>();

  /** Devices that are not named after the numbers of their lines. */
  private final Map<PhoneNumber, String> named = new ConcurrentHashMap<>();

  /** Each stands for itself: two may run the same. */
  private static final class Follower {
    private final Runnable changed;

    Follower(Runnable changed) {
      this.changed = changed;
    }
  }

  Phones(AsteriskSettings.Link settings) {
    this.settings = settings;
  }

  // On any thread

  PhoneState of(Line line) {
    return states.getOrDefault(device(line), PhoneState.UNKNOWN);
  }

  /**
   * @param changed run on the link's desk
   * @return ends it
   */
  Runnable follow(Line line, Runnable changed) {
    String device = device(line);
    var follower = new Follower(changed);
    followers.compute(
        device,
        (_, there) -> {
          Set<Follower> all = there == null ? ConcurrentHashMap.newKeySet() : there;
          all.add(follower);
          return all;
        });
    return () ->
        followers.computeIfPresent(
            device,
            (_, there) -> {
              there.remove(follower);
              return there.isEmpty() ? null : there;
            });
  }

  private String device(Line line) {
    return parameters(line).device();
  }

  /** What a line is told; its phone is known by the line's number, too, from then on. */
  LineParameters parameters(Line line) {
    LineParameters parameters = LineParameters.of(line, settings);
    String device = parameters.device();
    if (device.equals(usual(line.number()))) {
      named.remove(line.number());
    } else if (named.size() < MOST) {
      named.put(line.number(), device);
    }
    return parameters;
  }

  /** The phone at a number: that of a line which was asked about, or the one named after it. */
  String deviceAt(PhoneNumber number) {
    return named.getOrDefault(number, usual(number));
  }

  private String usual(PhoneNumber number) {
    return settings.technology() + "/" + number;
  }

  // On the desk

  /** All that there are (an entry each, as {@code DeviceStateList} gives them). */
  void are(List<AmiMessage> devices) {
    states.clear();
    devices.forEach(this::put);
    followers.values().forEach(Phones::tell);
  }

  /** Works off a {@code DeviceStateChange}. */
  void apply(AmiMessage event) {
    put(event).ifPresent(device -> tell(followers.getOrDefault(device, Set.of())));
  }

  /** The link is lost: nobody says what they do. */
  void areUnknown() {
    are(List.of());
  }

  /** The device whose state is another one now. */
  private Optional<String> put(AmiMessage event) {
    String device = event.get("Device");
    PhoneState now = state(event.get("State"));
    boolean phone = device.indexOf('/') > 0 && device.length() <= LONGEST_NAME;
    if (!phone || states.size() >= MOST && !states.containsKey(device)) {
      return Optional.empty();
    }
    return states.put(device, now) == now ? Optional.empty() : Optional.of(device);
  }

  /** {@code ONHOLD} marks the phone that is being held; it talks all the same. */
  private static PhoneState state(String told) {
    return switch (told) {
      case "NOT_INUSE" -> PhoneState.IDLE;
      case "INUSE", "BUSY", "ONHOLD" -> PhoneState.BUSY;
      case "RINGING", "RINGINUSE" -> PhoneState.RINGING;
      case "UNAVAILABLE", "INVALID" -> PhoneState.UNAVAILABLE;
      default -> PhoneState.UNKNOWN;
    };
  }

  private static void tell(Set<Follower> following) {
    following.forEach(follower -> follower.changed.run());
  }
}
