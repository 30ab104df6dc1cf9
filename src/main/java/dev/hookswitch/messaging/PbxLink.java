package dev.hookswitch.messaging;

import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneState;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.SipAccount;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to a phone system, shared by all of its lines. It goes on watching the calls
 * of a line that was attached once, so that whoever attaches next finds them. Methods may be called
 * from any thread and return at once, unless they say otherwise.
 */
public interface PbxLink extends AutoCloseable {
  /** As the settings name it. */
  String name();

  LinkState state();

  /** What the line can do in principle, whether or not the connection stands. */
  Capabilities capabilities(Line line);

  /** As {@link dev.hookswitch.phone.PhoneSystem#sipAccount}. */
  default Optional<SipAccount> sipAccount(Line line) {
    return Optional.empty();
  }

  /**
   * Opens a line, as {@link dev.hookswitch.phone.PhoneSystem#open} says: {@code initialized} or
   * {@code disconnected} comes first. Who was attached to the line before is told that the line is
   * open elsewhere. Closing the session detaches the line.
   *
   * @param listener called on the link's thread; returns at once
   */
  PhoneSession attach(Line line, PhoneListener listener);

  /** As {@link dev.hookswitch.phone.Recordings#referenceTo}, for a call of one of its lines. */
  Optional<String> referenceTo(CallFinished finished);

  /** As {@link dev.hookswitch.phone.Recordings#open}; may block for some seconds. */
  RecordingAnswer open(String reference);

  /** What the phone of the line does, as {@link dev.hookswitch.phone.PhoneStates#of}. */
  PhoneState stateOf(Line line);

  /**
   * As {@link dev.hookswitch.phone.PhoneStates#follow}.
   *
   * @param changed run on the link's thread; returns at once
   * @return ends it
   */
  Runnable follow(Line line, Runnable changed);

  /**
   * Tells what the phone system says about a line and about the calls that it takes part in,
   * whether or not somebody has it open.
   *
   * @param listener called on the link's thread; returns at once
   * @return ends it
   */
  Runnable overhear(Line line, Consumer<RawMessage> listener);

  /** The lines are told; nothing is heard of it any more. */
  @Override
  void close();

  /**
   * How a link does.
   *
   * @param since when it came to that
   * @param loss why it is not connected; null when it is, or has not tried yet
   * @param detail the same in the words of the phone system; may be empty
   */
  record LinkState(boolean connected, Instant since, @Nullable Loss loss, String detail) {
    /** It stands. */
    public static LinkState connected(Instant since) {
      return new LinkState(true, since, null, "");
    }
  }
}
