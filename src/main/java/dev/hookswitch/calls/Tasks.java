package dev.hookswitch.calls;

import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of users. A task is seen and changed by its owner and by those who see the owner's calls; a
 * task of anybody else is as if it did not exist. Thread-safe; every method uses the database.
 */
public interface Tasks {
  /** In characters. */
  int LONGEST_TITLE = 250;

  /**
   * A new task.
   *
   * @param title cut after {@value #LONGEST_TITLE} characters
   * @param call after which it is to be done; the creator must see it; null for none
   * @param record null for none
   */
  record Draft(
      String title, Instant dueAt, UserId owner, @Nullable UUID call, @Nullable RecordRef record) {}

  /** There is no such task, or it is none of the asker's business. */
  class TaskNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TaskNotFound(UUID task) {
      super("task %s (expected: one that exists and that the user may see)".formatted(task));
    }
  }

  /**
   * @throws CallNotFound when there is no such call or the user may not see it
   * @throws IllegalArgumentException when the title is blank
   */
  UUID create(Person by, Draft draft);

  /** The user's own, what is due first first. */
  List<CallTask> open(Person owner, int limit);

  /** The user's own, what was done last first. */
  List<CallTask> done(Person owner, int limit);

  /** Open and done, what is due first first; empty when the viewer may not see the call. */
  List<CallTask> ofCall(Person viewer, UUID call);

  /** Open and done, what is due last first; those whose owner's work the viewer sees. */
  List<CallTask> ofRecord(Person viewer, RecordRef record, int limit);

  /**
   * @throws TaskNotFound when there is no such task or the user may not see it
   * @throws IllegalArgumentException when the title is blank
   * @throws org.springframework.dao.OptimisticLockingFailureException when somebody was faster
   */
  void change(Person by, UUID task, long version, String title, Instant dueAt);

  /**
   * Of no effect on a task that is done.
   *
   * @throws TaskNotFound when there is no such task or the user may not see it
   */
  void complete(Person by, UUID task);

  /**
   * Undoes {@link #complete}.
   *
   * @throws TaskNotFound when there is no such task or the user may not see it
   */
  void reopen(Person by, UUID task);

  /**
   * @throws TaskNotFound when there is no such task or the user may not see it
   */
  void remove(Person by, UUID task);
}
