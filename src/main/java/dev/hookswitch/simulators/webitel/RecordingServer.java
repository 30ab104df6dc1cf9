package dev.hookswitch.simulators.webitel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hookswitch.simulators.freeswitch.SimulatedSwitch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gives out recordings to whoever shows a token, whole or in ranges (webitel.md §10). */
final class RecordingServer implements AutoCloseable {
  private static final String FILES = "/api/v2/files/";
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final int CHUNK = 64 * 1024;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final SimulatedSwitch exchange;
  private final Tokens tokens;
  private final HttpServer http;

  RecordingServer(SimulatedSwitch exchange, Tokens tokens, int port) {
    this.exchange = exchange;
    this.tokens = tokens;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
    http.setExecutor(executor);
    http.createContext(FILES, this::serve);
    http.start();
  }

  String link(String call, Tokens.Token token) {
    return "http://127.0.0.1:%d%s%s?x_key=%s&access_token=%s"
        .formatted(http.getAddress().getPort(), FILES, call, token.key(), token.token());
  }

  private void serve(HttpExchange request) throws IOException {
    try (request) {
      Map<String, String> query = query(request.getRequestURI().getRawQuery());
      String call = request.getRequestURI().getPath().substring(FILES.length());
      Tokens.Worth worth =
          exchange
              .thread()
              .call(() ->
                  tokens.worth(
                      query.getOrDefault("x_key", ""),
                      query.getOrDefault("access_token", ""),
                      Instant.now()));
      if (worth != Tokens.Worth.GOOD) {
        request.sendResponseHeaders(401, -1);
        return;
      }
      Optional<Duration> length = exchange.thread().call(() -> exchange.recorded(call));
      if (length.isEmpty()) {
        request.sendResponseHeaders(404, -1);
        return;
      }
      send(request, Wave.of(length.get()));
    }
  }

  private static void send(HttpExchange request, Wave wave) throws IOException {
    request.getResponseHeaders().set("Content-Type", "audio/wav");
    request.getResponseHeaders().set("Accept-Ranges", "bytes");
    int first = 0;
    int last = wave.size() - 1;
    int status = 200;
    String asked = request.getRequestHeaders().getFirst("Range");
    Matcher range = RANGE.matcher(asked == null ? "" : asked);
    if (range.matches() && !range.group().equals("bytes=-")) {
      status = 206;
      if (range.group(1).isEmpty()) {
        first = (int) Math.max(0, wave.size() - Long.parseLong(range.group(2)));
      } else {
        first = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(range.group(1)));
        if (!range.group(2).isEmpty()) {
          last = (int) Math.min(last, Long.parseLong(range.group(2)));
        }
      }
      if (first > last) {
        request.getResponseHeaders().set("Content-Range", "bytes */" + wave.size());
        request.sendResponseHeaders(416, -1);
        return;
      }
      request
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(first, last, wave.size()));
    }
    if (request.getRequestMethod().equals("HEAD")) {
      request.getResponseHeaders().set("Content-Length", Integer.toString(last - first + 1));
      request.sendResponseHeaders(status, -1);
      return;
    }
    request.sendResponseHeaders(status, last - first + 1L);
    for (int at = first; at <= last; at += CHUNK) {
      request.getResponseBody().write(wave.bytes(at, Math.min(CHUNK, last - at + 1)));
    }
  }

  private static Map<String, String> query(String raw) {
    return Arrays.stream((raw == null ? "" : raw).split("&"))
        .map(each -> each.split("=", 2))
        .filter(halves -> halves.length == 2)
        .collect(
            Collectors.toMap(
                halves -> halves[0],
                halves -> URLDecoder.decode(halves[1], StandardCharsets.UTF_8),
                (_, later) -> later));
  }

  @Override
  public void close() {
    http.stop(0);
    executor.shutdownNow();
  }
}
