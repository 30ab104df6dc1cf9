package dev.hookswitch.simulators.webitel;

import dev.hookswitch.simulators.freeswitch.SwitchThread.Timer;
import dev.hookswitch.simulators.wire.Peer;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One socket of the event server: the envelope, and the limit for strangers. */
final class EventConnection {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String session = UUID.randomUUID().toString();
  private final Set<String> subscriptions = new TreeSet<>();
  private final WebitelServer server;
  private final Peer peer;
  private final Timer patience;
  private @Nullable OnlineUser user;
  private boolean expired;

  EventConnection(WebitelServer server, Peer peer) {
    this.server = server;
    this.peer = peer;
    this.patience =
        server
            .exchange()
            .thread()
            .after(server.exchange().rules().authenticateWithin(), this::throwOut);
  }

  Peer peer() {
    return peer;
  }

  String session() {
    return session;
  }

  Optional<OnlineUser> user() {
    return Optional.ofNullable(user);
  }

  /** Server events that this socket wants. */
  Set<String> subscriptions() {
    return subscriptions;
  }

  void authenticated(OnlineUser as) {
    patience.cancel();
    user = as;
    expired = false;
  }

  /** What this socket signed in with is over; it may sign in anew. */
  void expire() {
    expired = user != null;
  }

  boolean expired() {
    return expired;
  }

  void closed() {
    patience.cancel();
  }

  private void throwOut() {
    if (user == null) {
      send(event("account", "DISCONNECT"));
      peer.cutAfterSending();
    }
  }

  void read(String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JacksonException e) {
      return; // The server logs it and says nothing.
    }
    if (!message.isObject()) {
      return;
    }
    JsonNode id = message.get("exec-uuid");
    String command = message.path("exec-func").asString("undefined");
    Consumer<Answer> answer = given -> answer(id, given);
    server.commands().run(command, Args.of(message.path("exec-args")), this, answer);
  }

  private void answer(@Nullable JsonNode id, Answer answer) {
    ObjectNode frame = JsonNodeFactory.instance.objectNode();
    if (id != null) {
      frame.set("exec-uuid", id);
    }
    switch (answer) {
      case Answer.Text(String text) -> {
        boolean failed = text.startsWith("-ERR") || text.startsWith("-USAGE");
        frame.put("exec-complete", failed ? "-ERR" : "+OK").put("exec-response", text);
      }
      case Answer.Given(JsonNode object) ->
          frame.put("exec-complete", "+OK").set("exec-response", object);
      case Answer.Refused(String message) ->
          frame.put("exec-complete", "-ERR").put("exec-response", message);
      case Answer.Said(String text) -> frame.put("exec-complete", "+OK").put("exec-response", text);
      case Answer.WrongSecret(String message) ->
          frame
              .put("exec-complete", "+ERR")
              .putObject("exec-response")
              .putObject("login")
              .put("status", 401)
              .put("message", message);
      case Answer.BadResponse() -> frame.put("exec-complete", "-ERR: bad response");
      case Answer.NotFound(String command) ->
          frame.put("exec-complete", "+ERR").put("exec-response", command + " - not found.");
      case Answer.Silence() -> {
        return;
      }
    }
    send(frame);
  }

  void send(ObjectNode frame) {
    peer.send(frame.toString());
  }

  static ObjectNode event(String kind, String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("webitel-event-name", kind)
        .put("Event-Name", name);
  }
}
