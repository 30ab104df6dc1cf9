package dev.hookswitch.panel.ui;

import dev.hookswitch.hub.MediaState.Quality;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the web phone of a page says. A page is not trusted: what does not parse is dropped. */
sealed interface PageMessage {
  record Signal(MediaSignal signal) implements PageMessage {}

  record Statistics(MediaSessionId session, Quality quality) implements PageMessage {}

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
    var session = new MediaSessionId(text(json, "session"));
    return switch (text(json, "type")) {
      case "description" ->
          constant(MediaSignal.Description.Kind.class, text(json, "kind"))
              .map(kind ->
                  new Signal(new MediaSignal.Description(session, kind, text(json, "sdp"))));
      case "candidate" ->
          Optional.of(
              new Signal(
                  new MediaSignal.Candidate(
                      session,
                      text(json, "candidate"),
                      text(json, "sdpMid"),
                      json.path("sdpMLineIndex").asInt(0))));
      case "report" ->
          constant(MediaSignal.Report.Outcome.class, snake(text(json, "outcome")))
              .map(outcome -> new Signal(new MediaSignal.Report(session, outcome)));
      case "quality" ->
          constant(Quality.class, text(json, "quality"))
              .map(quality -> new Statistics(session, quality));
      case "trouble" -> Optional.of(new Trouble(text(json, "code")));
      case "troubleOver" -> Optional.of(new TroubleOver());
      default -> Optional.empty();
    };
  }

  private static String text(JsonNode json, String field) {
    String text = json.path(field).asString("");
    return text.length() > MAX_TEXT ? "" : text;
  }

  private static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1");
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
