package dev.hookswitch.phone;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Refuses what a line does not declare, so that no phone system repeats the comparison. */
public final class GuardedSession implements PhoneSession {
  private final Capabilities declared;
  private final PhoneSession session;

  private GuardedSession(Capabilities declared, PhoneSession session) {
    this.declared = declared;
    this.session = session;
  }

  /** Opens a line of the phone system behind the guard. */
  public static PhoneSession open(PhoneSystem system, Line line, PhoneListener listener) {
    return new GuardedSession(system.capabilities(line), system.open(line, listener));
  }

  @Override
  public CompletionStage<Outcome> execute(CtiCommand command) {
    var needed = command.needs();
    if (needed.isPresent() && !declared.includes(needed.get())) {
      return CompletableFuture.completedFuture(new Outcome.Unsupported(needed.get()));
    }
    return session.execute(command);
  }

  @Override
  public void close() {
    session.close();
  }
}
