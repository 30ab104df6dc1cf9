package dev.hookswitch.connectors.played;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What servers said to other people's clients, and what these asked for: the records in {@code
 * wire/webitel} and {@code wire/verto}, to begin fuzzing with.
 */
public final class RecordedFrames {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> WEBITEL =
      List.of("library-3.0.1", "library-3.1", "library-3.10", "library-3.10-with-web-phone");
  private static final int MOST_STEPS = 30;

  private RecordedFrames() {}

  /** Every frame of an event server, each once. */
  public static Stream<String> ofEventServers() {
    return frames(webitel(), "events");
  }

  /** Every frame of a Verto server, each once. */
  public static Stream<String> ofVertoServers() {
    return frames(verto(), "verto");
  }

  /** The recorded calls as scripts of {@link PlayedLine}, with both servers. */
  public static Stream<String> playedWebitel() {
    return webitel().stream().flatMap(RecordedFrames::scripts);
  }

  /** The same with the Verto server alone. */
  public static Stream<String> playedVerto() {
    return verto().stream().flatMap(RecordedFrames::scripts);
  }

  private static List<List<JsonNode>> webitel() {
    return WEBITEL.stream().map(name -> record("webitel/" + name)).toList();
  }

  private static List<List<JsonNode>> verto() {
    return List.of(record("verto/verto-client"), record("webitel/library-3.10-with-web-phone"));
  }

  private static List<JsonNode> record(String name) {
    String path = "/wire/" + name + ".jsonl";
    try (InputStream file = RecordedFrames.class.getResourceAsStream(path)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JSON::readTree)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> frames(List<List<JsonNode>> records, String server) {
    return records.stream()
        .flatMap(List::stream)
        .filter(step -> step.has("server") && step.path("socket").asString("").contains(server))
        .map(step -> JSON.writeValueAsString(step.path("server")))
        .distinct();
  }

  /** One script for each call of a recorded user. */
  private static Stream<String> scripts(List<JsonNode> record) {
    List<String> scripts = new ArrayList<>();
    List<String> script = new ArrayList<>();
    for (JsonNode step : record) {
      String socket = step.path("socket").asString("");
      if (!socket.startsWith("alice") && !socket.equals("events")) {
        continue;
      }
      String played =
          step.has("server")
              ? said(socket.contains("events") ? "e" : "v", step.path("server"))
              : done(step.path("client"));
      if (!played.isEmpty()) {
        script.add(played);
      }
      if (played.contains("CHANNEL_HANGUP_COMPLETE")
          || played.contains("verto.bye")
          || script.size() >= MOST_STEPS) {
        scripts.add(String.join("\n", script));
        script.clear();
      }
    }
    scripts.add(String.join("\n", script));
    return scripts.stream().filter(one -> !one.isEmpty()).distinct();
  }

  /** Ids that the recorded client chose are those of the line here. */
  private static String said(String server, JsonNode frame) {
    String text = JSON.writeValueAsString(frame);
    if (frame.has("exec-uuid")) {
      text = text.replaceFirst("\"exec-uuid\":\"[^\"]*\"", "\"exec-uuid\":\"\\$q0\"");
    } else if (frame.has("result") || frame.has("error")) {
      text = text.replaceFirst("\"id\":\\d+", "\"id\":\\$q0");
    }
    return server
        + text.replaceAll("own-\\d+", "\\$c0")
            .replaceAll("\\{(\\d+)}", "leg-$1")
            .replace("\"id\":\"…\"", "\"id\":7")
            .replace("\"sdp\":\"…\"", "\"sdp\":\"v=0\"")
            .replace("\"…\"", "{}");
  }

  /** What a user of this line does to bring about the same. */
  private static String done(JsonNode frame) {
    JsonNode params = frame.path("params");
    String asked = frame.path("exec-func").asString("") + frame.path("method").asString("");
    return switch (asked) {
      case "call" -> "D";
      case "verto.invite" -> "D\np0";
      case "verto.answer" -> "c0a\np0";
      case "verto.attach" -> "p0";
      case "hangup", "verto.bye" -> "c0d";
      case "hold" -> "c0h";
      case "unhold" -> "c0u";
      case "dtmf", "verto.info" -> "c0k";
      case "transfer" -> "c0b";
      case "att_xfer2" -> "c0c";
      case "att_xfer_bridge" -> "c0t";
      case "att_xfer_cancel" -> "c0x";
      case "verto.modify" ->
          switch (params.path("action").asString("")) {
            case "hold" -> "c0h";
            case "unhold" -> "c0u";
            case "transfer" -> "c0b";
            default -> "c0t";
          };
      default -> "";
    };
  }
}
