package dev.hookswitch.simulators.freeswitch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the switch and its servers behave; the usual values are those that were measured.
 *
 * @param release which FreeSWITCH is played
 * @param forcedDomain the domain that every Verto login gets, or null where logins name theirs
 * @param ringFor how long a call rings before it ends as not answered
 * @param promptly how long a robot takes that acts at once
 * @param later how long a robot takes that lets one wait
 * @param ringingTone whether a calling web phone hears a ringing tone as early media; it never does
 *     when it calls another web phone, whose media it gets
 * @param keepDetached how long an answered call of a lost web phone is kept (verto.md §8)
 * @param pingAfter how much silence makes the server send {@code verto.ping} (verto.md §4)
 * @param authenticateWithin how long a socket of the event server may stay strange (webitel.md §1)
 * @param socketsPerUser how many sockets of the event server a user may have
 */
public record SwitchRules(
    Release release,
    @Nullable String forcedDomain,
    Duration ringFor,
    Duration promptly,
    Duration later,
    boolean ringingTone,
    Duration keepDetached,
    Duration pingAfter,
    Duration authenticateWithin,
    int socketsPerUser) {

  public static final SwitchRules USUAL =
      new SwitchRules(
          Release.MASTER,
          null,
          Duration.ofSeconds(30),
          Duration.ofMillis(300),
          Duration.ofSeconds(5),
          true,
          Duration.ofSeconds(120),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          10);

  public SwitchRules release(Release changed) {
    return new SwitchRules(
        changed,
        forcedDomain,
        ringFor,
        promptly,
        later,
        ringingTone,
        keepDetached,
        pingAfter,
        authenticateWithin,
        socketsPerUser);
  }

  public SwitchRules forcedDomain(String changed) {
    return new SwitchRules(
        release,
        changed,
        ringFor,
        promptly,
        later,
        ringingTone,
        keepDetached,
        pingAfter,
        authenticateWithin,
        socketsPerUser);
  }

  public SwitchRules ringFor(Duration changed) {
    return new SwitchRules(
        release,
        forcedDomain,
        changed,
        promptly,
        later,
        ringingTone,
        keepDetached,
        pingAfter,
        authenticateWithin,
        socketsPerUser);
  }

  /** How long robots take. */
  public SwitchRules robots(Duration promptlyChanged, Duration laterChanged) {
    return new SwitchRules(
        release,
        forcedDomain,
        ringFor,
        promptlyChanged,
        laterChanged,
        ringingTone,
        keepDetached,
        pingAfter,
        authenticateWithin,
        socketsPerUser);
  }

  public SwitchRules withoutRingingTone() {
    return new SwitchRules(
        release,
        forcedDomain,
        ringFor,
        promptly,
        later,
        false,
        keepDetached,
        pingAfter,
        authenticateWithin,
        socketsPerUser);
  }

  public SwitchRules keepDetached(Duration changed) {
    return new SwitchRules(
        release,
        forcedDomain,
        ringFor,
        promptly,
        later,
        ringingTone,
        changed,
        pingAfter,
        authenticateWithin,
        socketsPerUser);
  }

  public SwitchRules pingAfter(Duration changed) {
    return new SwitchRules(
        release,
        forcedDomain,
        ringFor,
        promptly,
        later,
        ringingTone,
        keepDetached,
        changed,
        authenticateWithin,
        socketsPerUser);
  }

  public SwitchRules authenticateWithin(Duration changed) {
    return new SwitchRules(
        release,
        forcedDomain,
        ringFor,
        promptly,
        later,
        ringingTone,
        keepDetached,
        pingAfter,
        changed,
        socketsPerUser);
  }
}
