package dev.hookswitch.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The browser's half of the phone: one ES module, built from {@code frontend/webphone} and served
 * as a static file. Safe for use by many threads.
 */
public final class BrowserModule {
  private static final String RESOURCE = "META-INF/resources/cti/webphone.js";
  private static volatile @Nullable String path;

  private BrowserModule() {}

  /**
   * The address to import, with a hash of the content: browsers keep static files for an hour, and
   * a new version must be seen at once.
   *
   * @throws IllegalStateException if the build left out the module
   */
  public static String path() {
    String known = path;
    if (known == null) {
      known = "/cti/webphone.js?v=" + hash();
      path = known;
    }
    return known;
  }

  private static String hash() {
    try (InputStream module = BrowserModule.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (module == null) {
        throw new IllegalStateException(
            RESOURCE + " is missing: the build step that bundles frontend/webphone did not run");
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(module.readAllBytes());
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
