package dev.hookswitch.calls;

import dev.hookswitch.calls.SavedFilter.Sharing;
import dev.hookswitch.security.Person;
import java.util.List;
import java.util.UUID;

/**
 * Filters under names. A filter holds no calls: what it finds is for each viewer what the viewer
 * may see. Thread-safe; every method uses the database.
 */
public interface SavedFilters {
  int LONGEST_NAME = 100;
  int LONGEST_DEFINITION = 2000;

  /** The viewer's own and those that team mates share, by name. */
  List<SavedFilter> visibleTo(Person viewer);

  /**
   * Keeps a filter; one of the same name and owner is replaced.
   *
   * @throws IllegalArgumentException when the name is blank or something is too long
   */
  UUID save(Person by, String name, Sharing sharing, String definition);

  /** Of no effect unless it is the user's own. */
  void delete(Person by, UUID filter);
}
