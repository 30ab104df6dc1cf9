package dev.hookswitch.phone;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** A recording that is open for reading, by one thread. */
public interface Recording extends AutoCloseable {
  /** As the phone system says, such as {@code audio/mpeg}. */
  String mediaType();

  /** In bytes. Without it the recording can only be read from its beginning to its end. */
  OptionalLong length();

  /**
   * Opens a part of it. No read of the stream blocks for more than some seconds.
   *
   * @param from the first byte; 0 when {@link #length} is unknown
   * @param count how many bytes at most
   * @throws IOException when the phone system does not deliver, also later from the stream
   */
  InputStream read(long from, long count) throws IOException;

  @Override
  void close();
}
