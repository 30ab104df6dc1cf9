package dev.hookswitch.connectors.webitel;

import dev.hookswitch.line.PeerText;
import dev.hookswitch.wire.WireJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the envelopes of the event server (webitel.md §2, §5). */
final class WebitelFrames {
  /** More fields or longer ones than any event has are a mistake of the peer. */
  private static final int MOST_FIELDS = 300;

  private static final int LONGEST_VALUE = 20_000;

  /** The marks of refusals that stand before the server's words. */
  private static final Pattern MARK = Pattern.compile("^[-+]?(ERR|USAGE)(: bad response)?:?\\s*");

  /** One message of the server. */
  sealed interface Frame {
    record Answered(String command, WebitelReply reply) implements Frame {}

    /** An event of a call of one's own. */
    record OfCall(ChannelEvent event) implements Frame {}

    /**
     * Anything else that happened.
     *
     * @param name {@code webitel-event-name}
     */
    record Happened(String name, Map<String, String> fields) implements Frame {}

    /**
     * @param place what was wrong, without what the frame held
     */
    record Nonsense(String place) implements Frame {}
  }

  private WebitelFrames() {}

  static Frame read(String text) {
    Optional<ObjectNode> parsed = WireJson.object(text);
    if (parsed.isEmpty()) {
      return new Frame.Nonsense("no JSON object");
    }
    ObjectNode frame = parsed.get();
    String name = WireJson.text(frame, "webitel-event-name");
    if (!name.isEmpty()) {
      Map<String, String> fields = fields(frame);
      return name.equals("call")
          ? ChannelEvent.of(fields)
              .<Frame>map(Frame.OfCall::new)
              .orElseGet(() -> new Frame.Nonsense("event of a call without leg"))
          : new Frame.Happened(name, fields);
    }
    String command = WireJson.text(frame, "exec-uuid");
    return command.isEmpty()
        ? new Frame.Nonsense("neither event nor answer")
        : new Frame.Answered(command, reply(frame));
  }

  private static Map<String, String> fields(ObjectNode frame) {
    Map<String, String> fields = new HashMap<>();
    frame.properties().stream()
        .filter(field -> field.getValue().isValueNode() && !field.getValue().isNull())
        .limit(MOST_FIELDS)
        .forEach(field -> {
          String value = field.getValue().asString();
          fields.put(field.getKey(), value.substring(0, Math.min(value.length(), LONGEST_VALUE)));
        });
    return fields;
  }

  /**
   * Done is {@code +OK} with a response that is no text of an error: a failed {@code cc login} says
   * {@code +OK}, too.
   */
  private static WebitelReply reply(ObjectNode frame) {
    String complete = WireJson.text(frame, "exec-complete");
    JsonNode response = frame.path("exec-response");
    String words = words(response);
    boolean refused = words.startsWith("-ERR") || words.startsWith("-USAGE");
    if (complete.equals("+OK") && !refused || complete.startsWith("-ERR no reply\n")) {
      return new WebitelReply.Done(response.isMissingNode() ? MissingNode.getInstance() : response);
    }
    return new WebitelReply.Refused(PeerText.words(unmarked(words.isEmpty() ? complete : words)));
  }

  /** The text of a response; of a refused sign-in it stands deeper. */
  private static String words(JsonNode response) {
    return response.isObject()
        ? WireJson.text(response.path("login"), "message")
        : response.isString() ? response.asString().strip() : "";
  }

  private static String unmarked(String words) {
    Matcher mark = MARK.matcher(words);
    return mark.replaceFirst("").strip();
  }

  /**
   * @param arguments null for a command without any
   */
  static String command(String id, String name, @Nullable ObjectNode arguments) {
    ObjectNode frame = WireJson.object();
    frame.put("exec-uuid", id);
    frame.put("exec-func", name);
    if (arguments != null) {
      frame.set("exec-args", arguments);
    }
    return WireJson.text(frame);
  }
}
