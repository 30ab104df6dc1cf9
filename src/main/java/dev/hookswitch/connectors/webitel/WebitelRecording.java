package dev.hookswitch.connectors.webitel;

import dev.hookswitch.phone.Recording;
import dev.hookswitch.phone.RecordingAnswer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of the recording server, read by ranges. Its address holds a token and is never told. */
final class WebitelRecording implements Recording {
  private static final Duration HEAD_WITHIN = Duration.ofSeconds(8);
  private static final Duration STALLED = Duration.ofSeconds(15);
  private static final Pattern TOTAL = Pattern.compile("bytes \\d+-\\d+/(\\d{1,18})");

  private final HttpClient http;
  private final ScheduledExecutorService timer;
  private final URI address;
  private final String mediaType;
  private final OptionalLong length;

  private WebitelRecording(
      HttpClient http,
      ScheduledExecutorService timer,
      URI address,
      String mediaType,
      OptionalLong length) {
    this.http = http;
    this.timer = timer;
    this.address = address;
    this.mediaType = mediaType;
    this.length = length;
  }

  /** Its first byte tells all about it; not every server answers HEAD. */
  static RecordingAnswer open(HttpClient http, ScheduledExecutorService timer, URI address) {
    HttpResponse<InputStream> head;
    try {
      head = get(http, address, "bytes=0-0");
      head.body().close();
    } catch (IOException e) {
      return new RecordingAnswer.Unreachable(e.getClass().getSimpleName());
    }
    return switch (head.statusCode()) {
      case 200, 206 ->
          new RecordingAnswer.Found(
              new WebitelRecording(http, timer, address, mediaType(head), length(head)));
      case 404, 410, 416 -> RecordingAnswer.ABSENT;
      case 401, 403 -> new RecordingAnswer.Refused();
      default -> new RecordingAnswer.Unreachable("status " + head.statusCode());
    };
  }

  private static String mediaType(HttpResponse<?> head) {
    String told = head.headers().firstValue("Content-Type").orElse("audio/mpeg");
    return told.replaceFirst(";.*", "").strip();
  }

  private static OptionalLong length(HttpResponse<?> head) {
    if (head.statusCode() == 200) {
      return head.headers().firstValueAsLong("Content-Length");
    }
    Matcher total = TOTAL.matcher(head.headers().firstValue("Content-Range").orElse(""));
    return total.matches() ? OptionalLong.of(Long.parseLong(total.group(1))) : OptionalLong.empty();
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
    String last = length.isPresent() ? String.valueOf(from + count - 1) : "";
    HttpResponse<InputStream> part = get(http, address, "bytes=" + from + "-" + last);
    var body = new Impatient(part.body(), timer);
    if (part.statusCode() == 200) {
      body.skipNBytes(from); // it knows no ranges
    } else if (part.statusCode() != 206) {
      body.close();
      throw new IOException("status " + part.statusCode());
    }
    return body;
  }

  @Override
  public void close() {
    // Each part is a request of its own.
  }

  private static HttpResponse<InputStream> get(HttpClient http, URI address, String range)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Range", range).timeout(HEAD_WITHIN).build();
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The client's time-out ends with the head of an answer; this one is for its body. */
  private static final class Impatient extends FilterInputStream {
    private final ScheduledExecutorService timer;

    Impatient(InputStream in, ScheduledExecutorService timer) {
      super(in);
      this.timer = timer;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
      Future<?> giveUp = timer.schedule(this::giveUp, STALLED.toMillis(), TimeUnit.MILLISECONDS);
      try {
        return in.read(into, offset, most);
      } finally {
        giveUp.cancel(false);
      }
    }

    private void giveUp() {
      try {
        in.close();
      } catch (IOException e) {
        // The reader learns of it.
      }
    }
  }
}
