package dev.hookswitch.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an application finds on its machine when it starts. */
final class Surroundings {
  private Surroundings() {}

  /** A provisioning file that is gone with this run. */
  static URI provisioning(String text) {
    try {
      Path file = Files.createTempFile("provisioning", ".yaml");
      file.toFile().deleteOnExit();
      return Files.writeString(file, text).toUri();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
