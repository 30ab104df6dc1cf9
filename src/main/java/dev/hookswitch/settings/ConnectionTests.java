package dev.hookswitch.settings;

import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.PhoneConnection;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.security.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Signs in with what a line says, kept or not, and says what came of it. Whoever is signed in on
 * the line notices nothing: the trial has a line id of its own. Safe for use by many threads.
 */
@Service
public class ConnectionTests {
  private static final Logger log = LoggerFactory.getLogger(ConnectionTests.class);

  /** Longer than connecting, signing in and one unanswered question take together. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Lines lines;
  private final ObjectProvider<PhoneSystem> phoneSystems;

  ConnectionTests(Lines lines, ObjectProvider<PhoneSystem> phoneSystems) {
    this.lines = lines;
    this.phoneSystems = phoneSystems;
  }

  /**
   * What became of one connection.
   *
   * @param setting code of the setting with its address; empty when the line needs but one
   * @param loss null when the sign-in was good
   * @param detail what the peer or the network said; may be empty
   */
  public record Result(String setting, @Nullable Loss loss, String detail) {
    public boolean good() {
      return loss == null;
    }
  }

  /**
   * Tries every connection that the line needs. Takes seconds, so never call it with a page's lock.
   *
   * @param known the line that is stored, whose secrets count where none are named; null for a new
   *     one
   * @return empty when the phone system is not there
   * @throws org.springframework.security.access.AccessDeniedException unless the actor is an
   *     administrator
   */
  public List<Result> test(Person actor, @Nullable LineId known, LineDetails details) {
    Administrators.expect(actor);
    Line draft = lines.draft(trialId(details), known, details);
    if (draft.number().withheld() || !lines.takes(draft.system(), draft.number())) {
      return List.of(new Result("", Loss.MISCONFIGURED, ""));
    }
    List<CompletableFuture<Result>> trials =
        phoneSystems.stream()
            .filter(system -> system.id().equals(draft.system()))
            .flatMap(system -> system.connections(draft).stream())
            .map(connection -> attempt(draft, connection))
            .toList();
    return trials.stream().map(CompletableFuture::join).toList();
  }

  /**
   * The same for the same number, so that phone systems keep one place for all its trials; never
   * that of a stored line.
   */
  private static LineId trialId(LineDetails details) {
    String name = "trial " + details.system() + " " + details.number();
    return new LineId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  private static CompletableFuture<Result> attempt(Line draft, PhoneConnection connection) {
    var result = new CompletableFuture<Result>();
    PhoneSession session;
    try {
      session = connection.open(new Probe(connection.setting(), result));
    } catch (RuntimeException e) {
      log.warn("{} could not be tried", draft, e);
      return CompletableFuture.completedFuture(
          new Result(connection.setting(), Loss.MISCONFIGURED, ""));
    }
    return result
        .completeOnTimeout(
            new Result(connection.setting(), Loss.TIMED_OUT, ""),
            PATIENCE.toMillis(),
            TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> session.close());
  }

  /** Waits for the first word about whether the line works. */
  private record Probe(String setting, CompletableFuture<Result> result) implements PhoneListener {
    @Override
    public void event(CtiEvent event) {
      switch (event) {
        case CtiEvent.Initialized _ -> result.complete(new Result(setting, null, ""));
        case CtiEvent.Disconnected lost ->
            result.complete(new Result(setting, lost.why(), lost.detail()));
        default -> {}
      }
    }

    @Override
    public void signal(MediaSignal signal) {
      // There is no call.
    }
  }
}
