package dev.hookswitch.settings.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the key that secrets are encrypted with, which lies outside the database. */
@Configuration(proxyBeanMethods = false)
class SecretKeyConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(SecretKeyConfiguration.class);

  /**
   * One of {@code key} and {@code keyFile} is set; {@code key} wins.
   *
   * @param key 32 bytes in Base64, usually from the environment
   * @param keyFile holds the same; empty when not used
   * @param whenMissing what to do without the file
   */
  @ConfigurationProperties("hookswitch.secrets")
  record Properties(
      @DefaultValue("") String key,
      @DefaultValue("") String keyFile,
      @DefaultValue("refuse") WhenMissing whenMissing) {
    @Override
    public String toString() {
      return "Properties[keyFile=%s]".formatted(keyFile);
    }
  }

  /** A key made anew makes stored secrets unreadable, so only the demo makes one by itself. */
  enum WhenMissing {
    REFUSE,
    CREATE
  }

  @Bean
  SecretBox secretBox(Properties properties) throws IOException {
    if (!properties.key().isBlank()) {
      return new SecretBox(decoded(properties.key(), "HOOKSWITCH_SECRET_KEY"));
    }
    if (properties.keyFile().isBlank()) {
      throw new IllegalStateException(
          "no key for secrets: set HOOKSWITCH_SECRET_KEY, or hookswitch.secrets.key-file to a file,"
              + " with 32 random bytes in Base64, for example from: openssl rand -base64 32");
    }
    Path file = Path.of(properties.keyFile());
    if (Files.notExists(file)) {
      if (properties.whenMissing() == WhenMissing.REFUSE) {
        throw new IllegalStateException(
            "%s is missing (expected: 32 random bytes in Base64, for example from: openssl rand -base64 32)"
                .formatted(file));
      }
      create(file);
    }
    return new SecretBox(decoded(Files.readString(file).strip(), file.toString()));
  }

  private static void create(Path file) throws IOException {
    byte[] key = new byte[SecretBox.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(
        file,
        Base64.getEncoder().encodeToString(key) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
    LOG.info("made {}, the key of the secrets in the database: keep it with the backups", file);
  }

  private static byte[] decoded(String text, String source) {
    try {
      byte[] key = Base64.getDecoder().decode(text.strip());
      if (key.length == SecretBox.KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("{} is not Base64", source);
    }
    throw new IllegalStateException(
        "%s does not hold a key (expected: %d bytes in Base64)"
            .formatted(source, SecretBox.KEY_BYTES));
  }
}
