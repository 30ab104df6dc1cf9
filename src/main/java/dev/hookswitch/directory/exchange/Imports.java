package dev.hookswitch.directory.exchange;

import dev.hookswitch.directory.RecordCheck;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.exchange.ImportOrder.Refusals;
import dev.hookswitch.directory.exchange.ImportResult.Outcome;
import dev.hookswitch.directory.store.ImportStore;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports contacts and accounts: all of a file in one transaction, so that whoever stops it in the
 * middle, or pulls the plug, leaves nothing behind. Memory does not grow with the file, but for
 * some hashes a line while it is only checked. Supervisors and administrators may import.
 * Thread-safe.
 */
@Service
public class Imports {
  /** Lines that are looked up and written together. */
  private static final int BATCH = 500;

  private static final Set<String> KINDS = Set.of(RecordRef.CONTACT, RecordRef.ACCOUNT);

  private final ImportStore store;
  private final RecordCheck check;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Imports(
      ImportStore store, RecordCheck check, PlatformTransactionManager transactions, Clock clock) {
    this.store = store;
    this.check = check;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  public static boolean mayImport(Person person) {
    return person.is(Role.SUPERVISOR) || person.is(Role.ADMINISTRATOR);
  }

  /**
   * Reads the whole file and says what an import would do, duplicates within the file included.
   *
   * @throws UnreadableFile when it is no such file
   * @throws java.util.concurrent.CancellationException thrown by the progress
   */
  public ImportResult check(Person by, ImportOrder order, Progress progress, RefusedReport report) {
    require(by, order);
    return read(
            order,
            new ImportRun(store, check, order, ImportRun.Mode.CHECK, clock),
            progress,
            report)
        .result(Outcome.CHECKED);
  }

  /**
   * Imports.
   *
   * @throws UnreadableFile when it is no such file
   * @throws java.util.concurrent.CancellationException thrown by the progress; nothing was written
   */
  public ImportResult run(Person by, ImportOrder order, Progress progress, RefusedReport report) {
    require(by, order);
    ImportResult result =
        transaction.execute(status -> {
          ImportRun run =
              read(
                  order,
                  new ImportRun(store, check, order, ImportRun.Mode.WRITE, clock),
                  progress,
                  report);
          if (run.refused() > 0 && order.refusals() == Refusals.STOP) {
            status.setRollbackOnly();
            return run.result(Outcome.STOPPED);
          }
          return run.result(Outcome.DONE);
        });
    if (result == null) {
      throw new IllegalStateException("an import without a result");
    }
    return result;
  }

  private static ImportRun read(
      ImportOrder order, ImportRun run, Progress progress, RefusedReport report) {
    try (var counted = new CountedInput(Files.newInputStream(order.file()));
        InputStream in = new BufferedInputStream(counted)) {
      long size = Math.max(1, Files.size(order.file()));
      progress.at(0, 0);
      var entries = EntriesOfFile.open(in, order);
      while (entries.hasNext()) {
        run.add(entries.next(), report);
        if (run.waiting() >= BATCH) {
          run.flush();
          progress.at((double) counted.count() / size, run.lines());
        }
      }
      run.flush();
      progress.at(1, run.lines());
      return run;
    } catch (IOException e) {
      throw new UnreadableFile(run.lines(), e);
    } catch (UncheckedIOException e) {
      throw new UnreadableFile(run.lines(), e);
    }
  }

  private static void require(Person by, ImportOrder order) {
    if (!mayImport(by)) {
      throw new AccessDeniedException(by.signIn() + " may not import");
    }
    if (!KINDS.contains(order.kind())) {
      throw new IllegalArgumentException(
          "import of %s (expected: one of %s)".formatted(order.kind(), KINDS));
    }
  }
}
