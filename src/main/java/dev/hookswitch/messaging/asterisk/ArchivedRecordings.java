package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.HttpRecordings;
import dev.hookswitch.phone.RecordingAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;

/**
 * Recordings that Asterisk has written to its recording folder, handed out by ARI (asterisk.md
 * §6.7). Safe for use by many threads.
 */
final class ArchivedRecordings implements AutoCloseable {
  /** What a reference may be: the name of a file without its folder and ending. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+.,@=-]{1,200}");

  /** Asterisk takes a comma for the end of the name. */
  private static final Pattern CONTINUED = Pattern.compile("/[A-Za-z0-9_+.@=/-]{1,400}\\.wav");

  private final AsteriskSettings.Recordings settings;
  private final HttpRecordings files;

  ArchivedRecordings(AsteriskSettings.Recordings settings, ScheduledExecutorService timer) {
    this.settings = settings;
    this.files = new HttpRecordings(timer);
  }

  /**
   * {@code /var/spool/asterisk/recording/20261121_101.wav} is found as {@code 20261121_101}.
   *
   * @return empty for a name that ARI would not find
   */
  static Optional<String> reference(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return Optional.of(dot > 0 ? name.substring(0, dot) : name).filter(ArchivedRecordings::isName);
  }

  /**
   * Where a recording is written to that ARI shall find.
   *
   * @param spool folder of Asterisk's spool
   * @param name of the recording; what a reference may not hold is left out
   */
  static String file(String spool, String name) {
    return "%s/recording/%s.wav".formatted(spool, name.replaceAll("[^A-Za-z0-9_.-]", ""));
  }

  /** Whether more can be written to a file that Asterisk has named. */
  static boolean continues(String file) {
    return CONTINUED.matcher(file).matches() && !file.contains("..");
  }

  private static boolean isName(String reference) {
    return NAME.matcher(reference).matches() && !reference.contains("..");
  }

  RecordingAnswer open(String reference) {
    if (settings.url().isEmpty()) {
      return new RecordingAnswer.Unreachable("no address of recordings is set");
    }
    if (!isName(reference)) {
      return RecordingAnswer.ABSENT;
    }
    URI file =
        URI.create(
            "%s/recordings/stored/%s/file"
                .formatted(
                    settings.url().replaceFirst("/+$", ""),
                    URLEncoder.encode(reference, StandardCharsets.UTF_8).replace("+", "%20")));
    String account = settings.user() + ":" + settings.secret();
    String basic = Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
    return files.open(file, "Basic " + basic, "audio/wav");
  }

  @Override
  public void close() {
    files.close();
  }
}
