package dev.hookswitch.connectors.verto;

import dev.hookswitch.connectors.verto.VertoNews.Parties;
import dev.hookswitch.line.PeerText;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes Verto's JSON-RPC (verto.md §2). What cannot be understood is empty. */
final class VertoFrames {
  /** FreeSWITCH's name for a party whose name it does not know (verto.md §6). */
  private static final String NO_NAME = "Outbound Call";

  private static final int MOST_IN_A_BATCH = 100;

  /** One message of the server. */
  sealed interface Frame {
    /** The answer to a request of this side. */
    record Answered(long request, VertoReply reply) implements Frame {}

    /**
     * A request of the server.
     *
     * @param id as it came, to be copied into the answer; null when it wants none
     * @param news empty when the method means nothing to a phone
     */
    record Asked(@Nullable JsonNode id, String method, Optional<VertoNews> news) implements Frame {}

    /**
     * @param place what was wrong, without what the frame held
     */
    record Nonsense(String place) implements Frame {}
  }

  private VertoFrames() {}

  /** The messages in a frame; more than one when it is a batch. */
  static List<Frame> read(String text) {
    if (text.startsWith("#")) {
      return List.of(); // speed test (verto.md §1)
    }
    Optional<JsonNode> parsed = WireJson.parse(text);
    if (parsed.isEmpty()) {
      return List.of(new Frame.Nonsense("no JSON"));
    }
    JsonNode root = parsed.get();
    Stream<JsonNode> messages =
        root.isArray() ? root.valueStream().limit(MOST_IN_A_BATCH) : Stream.of(root);
    return messages.map(VertoFrames::message).toList();
  }

  private static Frame message(JsonNode message) {
    if (!message.isObject()) {
      return new Frame.Nonsense("no object");
    }
    if (message.has("method")) {
      return asked(message);
    }
    JsonNode id = message.get("id");
    if (id == null || !id.canConvertToLong()) {
      return new Frame.Nonsense("neither method nor id");
    }
    JsonNode error = message.get("error");
    if (error != null && error.isObject()) {
      return new Frame.Answered(
          id.asLong(),
          new VertoReply.Refused(
              error.path("code").asInt(0),
              PeerText.words(WireJson.text(error, "message")),
              PeerText.words(WireJson.text(error, "cause"))));
    }
    JsonNode result = message.get("result");
    return result != null && result.isObject()
        ? new Frame.Answered(id.asLong(), new VertoReply.Done(result))
        : new Frame.Nonsense("neither result nor error");
  }

  private static Frame asked(JsonNode message) {
    String method = WireJson.text(message, "method");
    JsonNode params = message.path("params");
    JsonNode id = message.get("id");
    return switch (method) {
      case "verto.punt" -> new Frame.Asked(id, method, Optional.of(new VertoNews.Punt()));
      case "verto.clientReady" -> new Frame.Asked(id, method, Optional.of(clientReady(params)));
      case "verto.invite",
          "verto.media",
          "verto.answer",
          "verto.display",
          "verto.bye",
          "verto.attach" -> {
        Optional<CallId> dialog = PeerText.id(WireJson.text(params, "callID"));
        yield dialog.isEmpty()
            ? new Frame.Nonsense(method + " without callID")
            : ofDialog(method, dialog.get(), params)
                .<Frame>map(news -> new Frame.Asked(id, method, Optional.of(news)))
                .orElseGet(() -> new Frame.Nonsense(method + " without sdp"));
      }
      default -> new Frame.Asked(id, method, Optional.empty());
    };
  }

  private static Optional<VertoNews> ofDialog(String method, CallId dialog, JsonNode params) {
    String sdp = WireJson.text(params, "sdp");
    if (sdp.isEmpty() && List.of("verto.invite", "verto.media", "verto.attach").contains(method)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (method) {
          case "verto.invite" -> new VertoNews.Invite(dialog, sdp, parties(params));
          case "verto.media" -> new VertoNews.Media(dialog, sdp);
          case "verto.answer" -> new VertoNews.Answer(dialog, sdp);
          case "verto.display" -> new VertoNews.Display(dialog, party(params, "display"));
          case "verto.attach" ->
              new VertoNews.Attach(dialog, direction(params), sdp, parties(params));
          default -> new VertoNews.Bye(dialog, WireJson.text(params, "cause"));
        });
  }

  private static VertoNews clientReady(JsonNode params) {
    List<CallId> attached = new ArrayList<>();
    params
        .path("reattached_sessions")
        .valueStream()
        .filter(JsonNode::isValueNode)
        .forEach(session -> PeerText.id(session.asString()).ifPresent(attached::add));
    return new VertoNews.ClientReady(attached);
  }

  /** The server's view: {@code inbound} is a call that this side made (verto.md §6). */
  private static CallDirection direction(JsonNode params) {
    return WireJson.text(params, "display_direction").equals("inbound")
        ? CallDirection.OUT
        : CallDirection.IN;
  }

  private static Parties parties(JsonNode params) {
    return new Parties(party(params, "caller_id"), party(params, "callee_id"));
  }

  private static Party party(JsonNode params, String which) {
    String number = WireJson.text(params, which + "_number");
    String name = WireJson.text(params, which + "_name");
    return new Party(
        PeerText.number(number),
        name.equals(NO_NAME) || name.equals(number) ? "" : PeerText.name(name));
  }

  /** A request of this side. */
  static String request(long id, String method, ObjectNode params) {
    ObjectNode frame = WireJson.object();
    frame.put("jsonrpc", "2.0");
    frame.put("method", method);
    frame.set("params", params);
    frame.put("id", id);
    return WireJson.text(frame);
  }

  /** What clients answer to a request of the server; it ignores what stands in it. */
  static String confirmation(JsonNode id, String method) {
    ObjectNode frame = WireJson.object();
    frame.put("jsonrpc", "2.0");
    frame.set("id", id);
    frame.set("result", WireJson.object().put("method", method));
    return WireJson.text(frame);
  }
}
