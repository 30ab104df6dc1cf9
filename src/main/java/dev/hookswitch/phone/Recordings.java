package dev.hookswitch.phone;

import dev.hookswitch.phone.CtiEvent.CallFinished;
import java.util.Optional;

/**
 * A phone system that keeps recordings of calls: a bean of its own beside its {@link PhoneSystem}.
 * Called on any thread. An expected "no" is an answer, never an exception.
 */
public interface Recordings {
  /** The longest reference, in characters: the width of its column. */
  int MAX_REFERENCE = 250;

  /** {@link PhoneSystem#id()} of the phone system whose calls these are. */
  String system();

  /**
   * The name by which this phone system finds the recording of a call again, years later and after
   * a restart. Returns at once, without asking the phone system.
   *
   * @param finished the end of the call, the last event of it
   * @return 1 to {@value #MAX_REFERENCE} characters, never a secret: a link with a token in it is
   *     asked for anew in {@link #open} each time; empty when the call was certainly not recorded
   */
  Optional<String> referenceTo(CallFinished finished);

  /**
   * Asks for a recording. May block, a few seconds at most.
   *
   * @return {@link RecordingAnswer.Found} is closed by whoever asked
   */
  RecordingAnswer open(RecordingRef recording);
}
