package dev.hookswitch.calls;

import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.Person;
import java.util.List;
import java.util.UUID;

/**
 * Which records a call is about. Whoever asks must see the call; of records that are gone nothing
 * is said. Thread-safe; every method uses the database.
 */
public interface Links {
  /**
   * @return in the order in which they were made; empty when the viewer may not see the call
   */
  List<CallLink> of(Person viewer, UUID call);

  /**
   * Links a call to a record and to what belongs to the record, and adds the number of the other
   * side to the record, unless it is internal, withheld or there already; that it is not the
   * record's own, as somebody may have said before, is forgotten. Links that exist stay as they
   * are.
   *
   * @throws CallNotFound when there is no such call or the user may not see it
   */
  void link(Person by, UUID call, RecordRef record);

  /**
   * Undoes a link, and the links that were made only because something belongs to that record. The
   * number stays where it was added.
   *
   * @throws CallNotFound when there is no such call or the user may not see it
   */
  void unlink(Person by, UUID call, RecordRef record);

  /**
   * For those who know a rule, not for a user's wish: rights are not asked. Links a call to a
   * record and to what belongs to it; numbers are not added.
   *
   * @throws CallNotFound when no such call was written down
   */
  void linkByRule(UUID call, RecordRef record, LinkRule rule);
}
