package dev.hookswitch.simulators.verto;

import dev.hookswitch.simulators.freeswitch.Sdp;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The media of the switch itself, for phones that are offered some: those that are called by
 * somebody without a browser, and those that come back (verto.md §6, §8). Methods may be called
 * from any thread and never block.
 */
public interface FarMedia {
  /** Nobody listens, and nobody is heard. */
  FarMedia NONE = new FarMedia() {};

  /** What the switch offers to a phone now; what it offered before is over. */
  default CompletionStage<String> offer(String leg) {
    return CompletableFuture.completedFuture(Sdp.offer());
  }

  /** The phone's answer to the last offer. */
  default void answered(String leg, String sdp) {}

  /** The leg needs no media any more. */
  default void ended(String leg) {}
}
