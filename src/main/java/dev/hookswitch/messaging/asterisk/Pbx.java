package dev.hookswitch.messaging.asterisk;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What the commands of a line need of its link. Used on the link's thread. */
interface Pbx {
  AsteriskSettings.Link settings();

  CompletionStage<AmiReply> send(AmiAction action);

  /** The same for an action whose answer is a list. */
  CompletionStage<AmiReply> list(AmiAction action);

  /**
   * Calls a phone, without waiting for its answer.
   *
   * @param id of the action, to which {@code OriginateResponse} refers
   * @param failed run when Asterisk could not even ring the phone
   */
  CompletionStage<AmiReply> originate(AmiAction action, String id, Runnable failed);

  /** Whether the context is in the dial plan, as far as could be seen. */
  boolean has(String context);

  /** Does work on the link's thread after a while. */
  void later(Duration delay, Runnable work);
}
