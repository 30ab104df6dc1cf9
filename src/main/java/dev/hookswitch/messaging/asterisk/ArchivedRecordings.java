package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.phone.Recording;
import dev.hookswitch.phone.RecordingAnswer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Recordings that Asterisk has written to its recording folder, handed out by ARI (asterisk.md
 * §6.7). Safe for use by many threads.
 */
final class ArchivedRecordings {
  /** What a reference may be: the name of a file without its folder and ending. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+.,@=-]{1,200}");

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(Redirect.NEVER)
          .build();

  private final AsteriskSettings.Recordings settings;

  ArchivedRecordings(AsteriskSettings.Recordings settings) {
    this.settings = settings;
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
    HttpResponse<InputStream> answer;
    try {
      answer = get(file);
      answer.body().close();
    } catch (IOException e) {
      return new RecordingAnswer.Unreachable(e.getClass().getSimpleName());
    }
    return switch (answer.statusCode()) {
      case 200 ->
          new RecordingAnswer.Found(
              new File(
                  file, mediaType(answer), answer.headers().firstValueAsLong("Content-Length")));
      case 404 -> RecordingAnswer.ABSENT;
      case 401, 403 -> new RecordingAnswer.Refused();
      default -> new RecordingAnswer.Unreachable("status " + answer.statusCode());
    };
  }

  private static String mediaType(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Content-Type")
        .orElse("audio/wav")
        .replaceFirst(";.*", "")
        .strip();
  }

  private HttpResponse<InputStream> get(URI address) throws IOException {
    String account = settings.user() + ":" + settings.secret();
    String basic = Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Basic " + basic)
            .timeout(ANSWER_WITHIN)
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** ARI knows no ranges: what comes before a part is read and left out. */
  private final class File implements Recording {
    private final URI address;
    private final String mediaType;
    private final OptionalLong length;

    File(URI address, String mediaType, OptionalLong length) {
      this.address = address;
      this.mediaType = mediaType;
      this.length = length;
    }

    @Override
    public String mediaType() {
      return mediaType;
    }

    @Override
    public OptionalLong length() {
      return length;
    }

    @Override
    public InputStream read(long from, long count) throws IOException {
      HttpResponse<InputStream> whole = get(address);
      InputStream body = whole.body();
      if (whole.statusCode() != 200) {
        body.close();
        throw new IOException("status " + whole.statusCode());
      }
      body.skipNBytes(from);
      return new FirstBytes(body, count);
    }

    @Override
    public void close() {
      // Each part is a request of its own.
    }
  }

  /** So many bytes of a stream, which ends with them. */
  private static final class FirstBytes extends FilterInputStream {
    private long left;

    FirstBytes(InputStream in, long count) {
      super(in);
      this.left = count;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = in.read(into, offset, (int) Math.min(most, left));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
