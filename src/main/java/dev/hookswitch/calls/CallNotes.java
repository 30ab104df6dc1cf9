package dev.hookswitch.calls;

import dev.hookswitch.security.Person;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Notes and results of calls. Who sees a call reads and writes them; of two who write the last one
 * counts. Thread-safe; every method uses the database.
 */
public interface CallNotes {
  /**
   * @return empty when nobody noted anything, or when the viewer may not see the call
   */
  Optional<CallNote> of(Person viewer, UUID call);

  /**
   * Replaces the text; the result stays.
   *
   * @param text cut after {@value CallNote#MAX_LENGTH} characters
   * @throws CallNotFound when there is no such call or the user may not see it
   */
  CallNote write(Person by, UUID call, String text);

  /**
   * Replaces the result; the text stays.
   *
   * @param result null takes it back
   * @throws CallNotFound when there is no such call or the user may not see it
   */
  CallNote setResult(Person by, UUID call, CallNote.@Nullable Result result);

  /**
   * Gives several calls the same result: all or none.
   *
   * @throws CallNotFound when there is no such call or the user may not see it
   */
  void setResult(Person by, Collection<UUID> calls, CallNote.Result result);
}
