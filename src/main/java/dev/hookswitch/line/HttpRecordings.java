package dev.hookswitch.line;

import dev.hookswitch.phone.Recording;
import dev.hookswitch.phone.RecordingAnswer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
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

/**
 * Recordings on HTTP servers, read by ranges where a server knows them. Addresses and headers may
 * hold secrets and are never told. Safe for use by many threads.
 */
public final class HttpRecordings implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration HEAD_WITHIN = Duration.ofSeconds(8);
  private static final Duration STALLED = Duration.ofSeconds(15);
  private static final Pattern TOTAL = Pattern.compile("bytes \\d+-\\d+/(\\d{1,18})");

  private final ScheduledExecutorService timer;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_WITHIN)
          .followRedirects(Redirect.NEVER)
          .build();

  /**
   * @param timer ends what stalls
   */
  public HttpRecordings(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /**
   * Looks whether the recording is there. May block for some seconds.
   *
   * @param authorization the value of that header; empty where none is needed
   * @param mediaType what it is when the server does not say
   */
  public RecordingAnswer open(URI address, String authorization, String mediaType) {
    HttpResponse<InputStream> head;
    try {
      head = get(address, authorization, "bytes=0-0"); // not every server answers HEAD
      head.body().close();
    } catch (IOException e) {
      return new RecordingAnswer.Unreachable(e.getClass().getSimpleName());
    }
    return switch (head.statusCode()) {
      case 200, 206 ->
          new RecordingAnswer.Found(
              new Remote(address, authorization, typeOf(head, mediaType), lengthOf(head)));
      case 404, 410, 416 -> RecordingAnswer.ABSENT;
      case 401, 403 -> new RecordingAnswer.Refused();
      default -> new RecordingAnswer.Unreachable("status " + head.statusCode());
    };
  }

  private static String typeOf(HttpResponse<?> head, String untold) {
    String told = head.headers().firstValue("Content-Type").orElse(untold);
    return told.replaceFirst(";.*", "").strip();
  }

  private static OptionalLong lengthOf(HttpResponse<?> head) {
    if (head.statusCode() == 200) {
      return head.headers().firstValueAsLong("Content-Length");
    }
    Matcher total = TOTAL.matcher(head.headers().firstValue("Content-Range").orElse(""));
    return total.matches() ? OptionalLong.of(Long.parseLong(total.group(1))) : OptionalLong.empty();
  }

  private HttpResponse<InputStream> get(URI address, String authorization, String range)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Range", range).timeout(HEAD_WITHIN);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** What is still read breaks off. */
  @Override
  public void close() {
    http.shutdownNow();
  }

  private final class Remote implements Recording {
    private final URI address;
    private final String authorization;
    private final String mediaType;
    private final OptionalLong length;

    Remote(URI address, String authorization, String mediaType, OptionalLong length) {
      this.address = address;
      this.authorization = authorization;
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
      String last = length.isPresent() ? String.valueOf(from + count - 1) : "";
      HttpResponse<InputStream> answer = get(address, authorization, "bytes=" + from + "-" + last);
      var part = new Part(answer.body(), count);
      if (answer.statusCode() == 200) {
        part.leavesOut(from); // it knows no ranges
      } else if (answer.statusCode() != 206) {
        part.close();
        throw new IOException("status " + answer.statusCode());
      }
      return part;
    }

    @Override
    public void close() {
      // Each part is a request of its own.
    }
  }

  /**
   * So many bytes of an answer. The client's time-out ends with the head of an answer; here its
   * body is given up that does not come.
   */
  private final class Part extends FilterInputStream {
    private long left;

    Part(InputStream in, long count) {
      super(in);
      this.left = count;
    }

    void leavesOut(long before) throws IOException {
      Future<?> giveUp = givesUp();
      try {
        in.skipNBytes(before);
      } finally {
        giveUp.cancel(false);
      }
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
      Future<?> giveUp = givesUp();
      try {
        int count = in.read(into, offset, (int) Math.min(most, left));
        left -= Math.max(count, 0);
        return count;
      } finally {
        giveUp.cancel(false);
      }
    }

    private Future<?> givesUp() {
      return timer.schedule(this::giveUp, STALLED.toMillis(), TimeUnit.MILLISECONDS);
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
