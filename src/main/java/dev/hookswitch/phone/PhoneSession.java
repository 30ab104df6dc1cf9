package dev.hookswitch.phone;

import java.util.concurrent.CompletionStage;

/**
 * An open line. Its methods may be called from any thread and return at once. After {@link #close}
 * the line reports nothing more and refuses commands with {@link Outcome.Reason#NOT_CONNECTED}.
 */
public interface PhoneSession extends AutoCloseable {
  /** Completes, never exceptionally, when the phone system has accepted or refused. */
  CompletionStage<Outcome> execute(CtiCommand command);

  @Override
  void close();
}
