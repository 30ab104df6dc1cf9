package dev.hookswitch.directory;

import dev.hookswitch.security.Person;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The records that a call can be about. Every signed-in user reads all of them; a record is changed
 * by its owner, by those who see the owner's calls, and by everybody when nobody owns it. Where a
 * record is read or found, an employee is understood too: a user with the lines as numbers.
 *
 * <p>Thread-safe; every method uses the database.
 */
public interface Directory {
  /** A place in a list by name. */
  record Cursor(String nameLower, UUID id) {}

  /** What a person may do with a record besides reading it. */
  enum Right {
    CHANGE,
    DELETE
  }

  /** All kinds in the order of the navigation; employees are not among them. */
  List<RecordKind> kinds();

  Optional<DirectoryRecord> find(RecordRef ref);

  /**
   * Records of a kind by name.
   *
   * @param text beginnings of words of the name, or a number in any notation, whole, its beginning
   *     with the country code, or its end; blank for all
   * @param after null for the first page
   */
  List<DirectoryRecord> page(String kind, String text, @Nullable Cursor after, int limit);

  /** The contacts of an account, or the records about a contact, by name. */
  List<DirectoryRecord> under(RecordRef ref, int limit);

  /**
   * Records of any kind, and employees, by name.
   *
   * @param text as in {@link #page}, but nothing is found for a blank one
   * @param kinds codes; empty for all
   */
  List<RecordSummary> search(String text, Collection<String> kinds, int limit);

  /** What to show for records; those that are gone are left out. */
  Map<RecordRef, RecordSummary> summaries(Collection<RecordRef> refs);

  /**
   * What belongs to a record so closely that a call about it is a call about both: the account of a
   * contact or of an opportunity.
   */
  List<RecordRef> belongingTo(RecordRef ref);

  /** Nobody changes or deletes employees here. */
  Set<Right> rights(Person by, DirectoryRecord record);

  /**
   * @throws DirectoryRefused with everything that is wrong
   */
  RecordRef create(Person by, RecordDetails details);

  /**
   * @param details its kind has to be that of the record
   * @throws DirectoryRefused with everything that is wrong
   * @throws org.springframework.security.access.AccessDeniedException without the right
   * @throws org.springframework.dao.OptimisticLockingFailureException when the record was changed
   *     meanwhile or is gone
   */
  void update(Person by, RecordRef ref, long version, RecordDetails details);

  /**
   * Of no effect when the record is gone.
   *
   * @throws org.springframework.security.access.AccessDeniedException without the right
   */
  void delete(Person by, RecordRef ref);

  /**
   * Adds a number to a record, unless the record has it in whatever notation. Who had the other end
   * on the line knows the number, so every user may, whoever owns the record.
   *
   * @return whether it was added; not to a record that is gone
   * @throws DirectoryRefused when it is neither a number nor, for that type, an address
   */
  boolean addNumber(RecordRef ref, String typed, NumberType type);
}
