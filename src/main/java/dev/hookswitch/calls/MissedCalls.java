package dev.hookswitch.calls;

import dev.hookswitch.security.Person;
import dev.hookswitch.security.Sight;
import dev.hookswitch.security.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Missed calls as work that somebody finishes. A missed call is open, taken by somebody, or done;
 * it is done by itself when anybody speaks with that party after it. A withheld number is a party
 * of its own in each call.
 *
 * <p>This is the one thing that people of one team see of each other whatever their role: that a
 * call of the team was missed, by whom and from whom. What is done to one call of a party is done
 * to all of its waiting calls that the user sees here. Thread-safe; every method uses the database.
 * News: {@link MissedNews}.
 */
public interface MissedCalls {
  enum Scope {
    /** What the user missed or took. */
    MINE,
    /** And what the members of the user's teams missed. */
    TEAM,
    /** And everything else that the user may see. */
    ALL
  }

  /** What became of an attempt to take a party. */
  sealed interface Taking {
    record Taken() implements Taking {}

    /** Somebody else is on it. */
    record SomebodyWasFaster(UserId who) implements Taking {}

    /** Nothing waits any more. */
    record DoneAlready() implements Taking {}
  }

  /** How many calls are looked at. */
  int MOST = 2000;

  /** Who waits, the newest first; at most {@value #MOST} calls are looked at. */
  List<MissedParty> worklist(Person viewer, Scope scope);

  /** How many parties of the team wait for somebody, and how many for the user who took them. */
  int count(Person viewer);

  /**
   * What is being done about missed calls.
   *
   * @return without calls that were not missed or that the viewer does not see here
   */
  Map<UUID, MissedState> states(Person viewer, Collection<UUID> calls);

  /** Whose missed calls the user sees here: news about others need not be heard. */
  Sight sightOf(Person viewer);

  /**
   * @throws CallNotFound when the call was not missed or the user does not see it here
   */
  Taking take(Person by, UUID call);

  /**
   * Gives back what the user took, or what somebody took whose calls the user sees.
   *
   * @throws CallNotFound as in {@link #take}
   */
  void release(Person by, UUID call);

  /**
   * Nobody needs to call back.
   *
   * @throws CallNotFound as in {@link #take}
   */
  void done(Person by, UUID call);

  /**
   * As above for several; those that were not missed, or that the user does not see here, do not
   * count.
   *
   * @return how many calls are done now that were not before
   */
  int done(Person by, Collection<UUID> calls);

  /**
   * Undoes {@link #done} for the calls that were done with this one; who had taken them has them
   * again.
   *
   * @throws CallNotFound as in {@link #take}
   */
  void reopen(Person by, UUID call);
}
