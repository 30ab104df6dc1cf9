package dev.hookswitch.directory.ui;

import dev.hookswitch.directory.DirectoryRefused;
import dev.hookswitch.directory.DirectoryRefused.Problem;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;

/** What became of a change, for the page that asked for it. */
sealed interface Attempt<T> {
  record Done<T>(T result) implements Attempt<T> {}

  record Refused<T>(List<Problem> problems) implements Attempt<T> {}

  /** Somebody else was faster. */
  record Overtaken<T>() implements Attempt<T> {}

  record Denied<T>() implements Attempt<T> {}

  /** Any other failure comes out as it is. */
  static <T> Attempt<T> of(Supplier<T> change) {
    try {
      return new Done<>(change.get());
    } catch (DirectoryRefused refused) {
      return new Refused<>(refused.problems());
    } catch (OptimisticLockingFailureException _) {
      return new Overtaken<>();
    } catch (AccessDeniedException _) {
      return new Denied<>();
    }
  }
}
