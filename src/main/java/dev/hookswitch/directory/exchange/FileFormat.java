package dev.hookswitch.directory.exchange;

import java.nio.charset.Charset;

/** How the bytes of a file are to be understood. */
public sealed interface FileFormat {
  Charset charset();

  /**
   * @param delimiter between the fields of a line
   */
  record Csv(Charset charset, char delimiter, Header header) implements FileFormat {}

  record VCard(Charset charset) implements FileFormat {}

  /** What the first line of a table is. */
  enum Header {
    FIRST_LINE,
    NONE
  }
}
