package dev.hookswitch.calls;

import dev.hookswitch.calls.Listening.Way;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.security.Person;
import java.util.List;
import java.util.UUID;

/**
 * Recordings of calls, wherever the phone system keeps them. Who sees a call may listen to it, and
 * it is written down that they did. Thread-safe; every method uses the database.
 */
public interface CallRecordings {
  int MOST_LISTENINGS = 50;

  /**
   * Opens a recording for somebody who will hear it. May block while the phone system is asked, so
   * never with a page's lock.
   *
   * @param opening the same for everything that one player asks for: it counts as one listening
   * @return {@link RecordingAnswer.Absent} also when the call was not recorded; what is found is
   *     closed by whoever asked
   * @throws CallNotFound when there is no such call or the user may not see it
   */
  RecordingAnswer open(Person by, UUID call, Way way, UUID opening);

  /**
   * The same for a look at its length and type, which nobody hears.
   *
   * @throws CallNotFound as above
   */
  RecordingAnswer look(Person by, UUID call);

  /**
   * Who listened, newest first, at most {@value #MOST_LISTENINGS}. Supervisors and administrators
   * see it.
   *
   * @return empty for everybody else, and when the viewer may not see the call
   */
  List<Listening> listenings(Person viewer, UUID call);
}
