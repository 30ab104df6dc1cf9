package dev.hookswitch.directory;

import dev.hookswitch.security.Person;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records that a call can be about. Every signed-in user reads all of them; a record is changed
 * by its owner, by those who see the owner's calls, and by everybody when nobody owns it.
 * Thread-safe; every method uses the database.
 */
public interface Directory {
  /** A place in a list by name. */
  record Cursor(String nameLower, java.util.UUID id) {}

  /** All kinds in the order of the navigation; employees are not among them. */
  List<RecordKind> kinds();

  Optional<DirectoryRecord> find(RecordRef ref);

  /**
   * Records of a kind by name.
   *
   * @param text beginnings of words of the name, or a number in any notation; blank for all
   * @param after null for the first page
   */
  List<DirectoryRecord> page(String kind, String text, @Nullable Cursor after, int limit);

  /**
   * Records of any kind, and employees, whose names have words that begin like those typed.
   *
   * @param kinds codes; empty for all
   */
  List<RecordSummary> search(String text, Collection<String> kinds, int limit);

  /** What to show for records; those that are gone are left out. Employees are understood too. */
  Map<RecordRef, RecordSummary> summaries(Collection<RecordRef> refs);

  /** The account of a contact, and what else belongs to a record so closely that a call about it is a call about both. */
  List<RecordRef> belongingTo(RecordRef ref);

  /**
   * @throws DirectoryRefused with what is wrong in which field
   */
  RecordRef create(Person by, RecordDetails details);

  /**
   * @throws DirectoryRefused with what is wrong in which field
   * @throws org.springframework.dao.OptimisticLockingFailureException when somebody was faster
   */
  void update(Person by, RecordRef ref, long version, RecordDetails details);

  void delete(Person by, RecordRef ref);

  /**
   * Adds a number to a record, unless the record has it in whatever notation.
   *
   * @return whether it was added
   */
  boolean addNumber(RecordRef ref, String typed, NumberType type);
}
