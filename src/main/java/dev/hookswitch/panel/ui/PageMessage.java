package dev.hookswitch.panel.ui;

import dev.hookswitch.hub.MediaState.Quality;
import dev.hookswitch.hub.Registration.Standing;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the web phone of a page says. A page is not trusted: what does not parse is dropped. */
sealed interface PageMessage {
  record Signal(MediaSignal signal) implements PageMessage {}

  record Statistics(MediaSessionId session, Quality quality) implements PageMessage {}

  /**
   * What became of the page as the phone of a line.
   *
   * @param why it is none; null when it is, or when nobody knows
   */
  record Phone(LineId line, Standing standing, @Nullable Loss why) implements PageMessage {}

  /**
   * Something that the agent has to mend.
   *
   * @param code completes the message key {@code trouble.}
   */
  record Trouble(String code) implements PageMessage {}

  record TroubleOver() implements PageMessage {}

  /** No field of a message is longer; an SDP of a session with many candidates has some 20 KiB. */
  int MAX_TEXT = 64 * 1024;

  /** The message, or empty when it is none of those a web phone says. */
  static Optional<PageMessage> of(JsonNode json) {
    return switch (text(json, "type").orElse("")) {
      case "description" ->
          session(json).flatMap(session -> description(session, json)).map(Signal::new);
      case "candidate" ->
          session(json).flatMap(session -> candidate(session, json)).map(Signal::new);
      case "report" -> session(json).flatMap(session -> report(session, json)).map(Signal::new);
      case "quality" ->
          session(json)
              .flatMap(session ->
                  constant(Quality.class, text(json, "quality"))
                      .map(quality -> new Statistics(session, quality)));
      case "phone" -> phone(json);
      case "trouble" -> text(json, "code").map(Trouble::new);
      case "troubleOver" -> Optional.of(new TroubleOver());
      default -> Optional.empty();
    };
  }

  private static Optional<PageMessage> phone(JsonNode json) {
    Loss why = constant(Loss.class, text(json, "why")).orElse(null);
    return constant(Standing.class, text(json, "standing"))
        .flatMap(standing -> line(json).map(line -> new Phone(line, standing, why)));
  }

  private static Optional<LineId> line(JsonNode json) {
    try {
      return text(json, "line").map(id -> new LineId(UUID.fromString(id)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<MediaSessionId> session(JsonNode json) {
    return text(json, "session").map(MediaSessionId::new);
  }

  private static Optional<MediaSignal> description(MediaSessionId session, JsonNode json) {
    return constant(MediaSignal.Description.Kind.class, text(json, "kind"))
        .flatMap(
            kind -> text(json, "sdp").map(sdp -> new MediaSignal.Description(session, kind, sdp)));
  }

  /** What is no text must not pass for the empty candidate, which says that no more will come. */
  private static Optional<MediaSignal> candidate(MediaSessionId session, JsonNode json) {
    int line = json.path("sdpMLineIndex").asInt(-1);
    return line < 0
        ? Optional.empty()
        : text(json, "candidate")
            .flatMap(candidate ->
                text(json, "sdpMid")
                    .map(mid -> new MediaSignal.Candidate(session, candidate, mid, line)));
  }

  private static Optional<MediaSignal> report(MediaSessionId session, JsonNode json) {
    return constant(MediaSignal.Report.Outcome.class, text(json, "outcome").map(PageMessage::snake))
        .map(outcome -> new MediaSignal.Report(session, outcome));
  }

  /** Empty when the field is missing, no text, or too long. */
  private static Optional<String> text(JsonNode json, String field) {
    JsonNode node = json.path(field);
    return node.isString()
        ? Optional.of(node.stringValue()).filter(text -> text.length() <= MAX_TEXT)
        : Optional.empty();
  }

  private static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1");
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, Optional<String> name) {
    return name.map(text -> text.toUpperCase(Locale.ROOT))
        .flatMap(text ->
            Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst());
  }
}
