package dev.hookswitch.calls;

import dev.hookswitch.security.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Files of calls. Who sees a call sees, adds and removes them. Thread-safe; every method uses the
 * database; a file is never in memory as a whole.
 */
public interface Attachments {
  /** A file that is larger than {@link #limit}; nothing of it was kept. */
  class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooLarge(long limit) {
      super("a file of more than %d bytes".formatted(limit));
    }
  }

  /** The most bytes that a file may have. */
  long limit();

  /** As they were added; empty when the viewer may not see the call. */
  List<Attachment> of(Person viewer, UUID call);

  /** Empty when there is none, or when the viewer may not see its call. */
  Optional<Attachment> find(Person viewer, UUID attachment);

  /**
   * @param content read to its end, left open
   * @throws CallNotFound when there is no such call or the user may not see it
   * @throws TooLarge when it has more bytes than {@link #limit}
   * @throws IOException when the content cannot be read; nothing of it was kept
   */
  Attachment add(Person by, UUID call, String name, String mediaType, InputStream content)
      throws IOException;

  /**
   * Writes the content.
   *
   * @param out left open
   * @throws CallNotFound when there is no such attachment or the viewer may not see its call
   */
  void copy(Person viewer, UUID attachment, OutputStream out) throws IOException;

  /** Of no effect when there is none, or when the user may not see its call. */
  void remove(Person by, UUID attachment);
}
