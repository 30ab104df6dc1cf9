package dev.hookswitch.simulators.verto;

import dev.hookswitch.simulators.freeswitch.ChannelEvent;
import dev.hookswitch.simulators.freeswitch.Subscriber;
import dev.hookswitch.simulators.freeswitch.SwitchThread.Timer;
import dev.hookswitch.simulators.wire.Peer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One socket: envelope, sign-in and the server's own requests. What methods do is {@link Methods}.
 */
final class VertoConnection {
  private static final int LARGEST_MESSAGE = 1_000_000;
  private static final int NORMAL_CLOSE = 1000;
  private static final Duration AFTER_LOGIN = Duration.ofMillis(100);
  private static final Duration PUNTED = Duration.ofMillis(20);
  private static final Duration IN_USE = Duration.ofMillis(50);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final VertoServer server;
  private final Peer peer;
  private final Outbox outbox;
  private final Set<String> channels = new TreeSet<>();
  private @Nullable VertoSession session;
  private @Nullable Timer silence;
  private int events;

  VertoConnection(VertoServer server, Peer peer) {
    this.server = server;
    this.peer = peer;
    this.outbox = new Outbox(server.exchange().thread(), peer::send);
    watchSilence();
  }

  Peer peer() {
    return peer;
  }

  Optional<VertoSession> session() {
    return Optional.ofNullable(session);
  }

  /** The event channels that the client wants. */
  Set<String> channels() {
    return channels;
  }

  // What comes

  void read(String text) {
    outbox.read();
    watchSilence();
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_MESSAGE) {
      peer.close(NORMAL_CLOSE);
      return;
    }
    if (text.startsWith("#")) {
      if (session == null) {
        peer.close(NORMAL_CLOSE);
      }
      return; // A test of the speed, which nobody needs here.
    }
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JacksonException e) {
      peer.send(frame(null, Reply.failure(Reply.INVALID_REQUEST, "Invalid Request"), false));
      return;
    }
    if (message.isArray()) {
      batch(message);
    } else {
      single(message, reply -> peer.send(frame(message.get("id"), reply, true)));
    }
  }

  /** A ping with payload is a broken message to mod_verto (verto.md §1). */
  void pinged(boolean empty) {
    outbox.read();
    watchSilence();
    if (!empty) {
      peer.send(frame(null, Reply.failure(Reply.INVALID_REQUEST, "Invalid Request"), false));
    }
  }

  private void batch(JsonNode messages) {
    List<String> answers = new ArrayList<>();
    int requests = messages.size();
    for (JsonNode message : messages) {
      single(
          message,
          reply -> {
            answers.add(frame(message.get("id"), reply, false));
            if (answers.size() == requests) {
              peer.send("[" + String.join(",", answers) + "]");
            }
          });
    }
  }

  private void single(JsonNode message, Consumer<Reply> answer) {
    if (!message.isObject() || !"2.0".equals(message.path("jsonrpc").asString(""))) {
      answer.accept(Reply.failure(Reply.INVALID_REQUEST, "Invalid message"));
      return;
    }
    if (message.has("result") || message.has("error")) {
      return; // The server does not care what its clients answer.
    }
    JsonNode method = message.path("method");
    if (!method.isString()) {
      answer.accept(
          Reply.failure(
              Reply.UNKNOWN_METHOD, "Invalid Method, Missing Method or Permission Denied"));
      return;
    }
    if (!message.path("params").isObject()) {
      answer.accept(Reply.failure(Reply.AUTHENTICATION_FAILED, "Missing params"));
      return;
    }
    ObjectNode params = (ObjectNode) message.path("params");
    if (session == null || method.asString().equals("login")) {
      Optional<Reply> refusal = signIn(params);
      if (refusal.isPresent()) {
        answer.accept(refusal.get());
        return;
      }
    }
    if (session == null) {
      throw new IllegalStateException("signed in without a session");
    }
    server.methods().run(method.asString(), params, this, session, answer);
  }

  // Sign-in

  /** The order and texts of verto.md §3. */
  private Optional<Reply> signIn(ObjectNode params) {
    if (!params.path("login").isString()) {
      return Optional.of(Reply.failure(Reply.AUTHENTICATION_REQUIRED, "Authentication Required"));
    }
    String password = params.path("passwd").asString("");
    if (password.isEmpty()) {
      return refused("Missing passwd");
    }
    String login = params.path("login").asString();
    String domain = server.exchange().rules().forcedDomain();
    if (domain != null) {
      login = login.split("@", 2)[0] + "@" + domain;
    } else if (!login.contains("@")) {
      return refused("Missing or improper credentials");
    }
    Optional<Subscriber> subscriber = server.subscriber(login);
    if (subscriber.isEmpty()) {
      return refused("Login Incorrect");
    }
    if (!subscriber.get().user().password().equals(password)) {
      return refused("Authentication Failure");
    }
    String wanted = params.path("sessid").asString("");
    if (server.inUse(wanted, subscriber.get())) {
      server.exchange().thread().after(IN_USE, () -> peer.close(NORMAL_CLOSE));
      return refused("Session in use");
    }
    signedIn(wanted, subscriber.get(), params);
    return Optional.empty();
  }

  private static Optional<Reply> refused(String why) {
    return Optional.of(Reply.failure(Reply.AUTHENTICATION_FAILED, why));
  }

  private void signedIn(String wanted, Subscriber subscriber, ObjectNode params) {
    VertoSession signedIn = server.session(wanted, subscriber);
    if (session != null && session != signedIn) {
      session.lost();
    }
    signedIn.connection().filter(other -> other != this).ifPresent(VertoConnection::punt);
    session = signedIn;
    signedIn.bind(this, subscriber);
    signedIn.setUserVariables(Methods.texts(params.path("userVariables")));
    server
        .exchange()
        .thread()
        .after(
            AFTER_LOGIN,
            () -> {
              if (session == signedIn && signedIn.connection().filter(this::equals).isPresent()) {
                welcome(signedIn);
              }
            });
  }

  private void welcome(VertoSession signedIn) {
    signedIn
        .reattach()
        .thenAccept(
            reattached -> server.exchange().thread().run(() -> ready(signedIn, reattached)));
  }

  private void ready(VertoSession signedIn, List<String> reattached) {
    if (session == signedIn && server.exchange().rules().release().tellsClientReady()) {
      ObjectNode params = Reply.object();
      reattached.forEach(params.putArray("reattached_sessions")::add);
      request("verto.clientReady", params);
    }
  }

  /** Another socket took the session over. */
  void punt() {
    session = null;
    request("verto.punt", Reply.object());
    outbox.flush();
    server.exchange().thread().after(PUNTED, () -> peer.close(NORMAL_CLOSE));
  }

  /** The socket is gone. */
  void closed() {
    outbox.close();
    if (silence != null) {
      silence.cancel();
    }
    if (session != null) {
      VertoSession left = session;
      session = null;
      left.lost();
    }
  }

  /** The server stops: what it still wants to say is said, the session forgotten. */
  void stop() {
    outbox.flush();
    session = null;
  }

  // What goes

  /** Queues a request of the server. */
  void request(String method, ObjectNode params) {
    outbox.add(
        Reply.object()
            .put("jsonrpc", "2.0")
            .put("id", server.nextId())
            .put("method", method)
            .set("params", params)
            .toString());
  }

  /** Tells a state change to whoever subscribed to presence (verto.md §7). */
  void presence(ChannelEvent event) {
    String channel = "presence." + event.presence();
    for (String subscribed : List.of("presence", channel)) {
      if (channels.contains(subscribed)) {
        ObjectNode params = Reply.object();
        ObjectNode data = params.putObject("data");
        data.put("channelCallState", event.fields().get("Channel-Call-State"));
        data.put("originalChannelCallState", event.fields().get("Original-Channel-Call-State"));
        data.put("channelState", event.fields().get("Channel-State"));
        data.put("callerUserName", event.presence());
        data.put("callerIDName", event.fields().get("Caller-Caller-ID-Name"));
        data.put("callerIDNumber", event.fields().get("Caller-Caller-ID-Number"));
        data.put("calleeIDName", event.fields().get("Caller-Callee-ID-Name"));
        data.put("calleeIDNumber", event.fields().get("Caller-Callee-ID-Number"));
        data.put("channelUUID", event.leg());
        data.put("presenceCallDirection", event.fields().get("Call-Direction"));
        data.put("channelPresenceID", event.presence());
        params.put("eventChannel", channel);
        params.put("eventSerno", events++);
        params.put("subscribedChannel", subscribed);
        request("verto.event", params);
      }
    }
  }

  private void watchSilence() {
    if (silence != null) {
      silence.cancel();
    }
    if (server.exchange().rules().release().pings()) {
      silence = server.exchange().thread().after(server.exchange().rules().pingAfter(), this::ping);
    }
  }

  private void ping() {
    if (session != null) {
      request("verto.ping", Reply.object().put("serno", Instant.now().getEpochSecond()));
    }
    watchSilence();
  }

  private String frame(@Nullable JsonNode id, Reply reply, boolean alone) {
    String head = "{\"jsonrpc\":\"2.0\",\"id\":" + (id == null ? "null" : id.toString());
    return switch (reply) {
      case Reply.Failure(String json) -> head + ",\"error\":" + json + "}";
      case Reply.Result(ObjectNode members) -> {
        if (alone && session != null) {
          members.put("sessid", session.id());
        }
        yield head + ",\"result\":" + members + "}";
      }
    };
  }
}
