package dev.hookswitch.simulators.webitel;

import dev.hookswitch.simulators.freeswitch.CallQueue;
import dev.hookswitch.simulators.freeswitch.Subscriber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Signing in and out, subscriptions, messages between clients (webitel.md §3). */
final class SessionCommands {
  private static final Set<String> EVENTS =
      Stream.concat(
              Stream.of(
                      "CHANNEL_CREATE",
                      "CHANNEL_DESTROY",
                      "CHANNEL_CALLSTATE",
                      "CHANNEL_STATE",
                      "CHANNEL_ANSWER",
                      "CHANNEL_HANGUP_COMPLETE",
                      "CHANNEL_HANGUP",
                      "CHANNEL_HOLD",
                      "CHANNEL_UNHOLD",
                      "CHANNEL_BRIDGE",
                      "CHANNEL_UNBRIDGE",
                      "DTMF",
                      "HEARTBEAT",
                      ":BROADCAST")
                  .map(name -> "SE:" + name),
              Stream.of(
                      "AGENT-OFFERING",
                      "BRIDGE-AGENT-START",
                      "BRIDGE-AGENT-END",
                      "BRIDGE-AGENT-FAIL",
                      "MEMBER-QUEUE-START",
                      "MEMBER-QUEUE-RESUME",
                      "MEMBER-QUEUE-END",
                      "MEMBERS-COUNT",
                      "AGENT-STATUS-CHANGE",
                      "AGENT-STATE-CHANGE")
                  .map(name -> "CC::" + name))
          .collect(Collectors.toUnmodifiableSet());

  private static final String AVAILABLE = "Available";
  private static final List<String> AGENT_STATUSES =
      List.of(AVAILABLE, "Available (On Demand)", "On Break");

  private final WebitelServer server;

  SessionCommands(WebitelServer server) {
    this.server = server;
  }

  void addTo(Commands commands) {
    commands.add("login", (caller, _) -> logged(caller, true));
    commands.add("logout", (caller, _) -> logged(caller, false));
    commands.add("api whoami", (caller, _) -> whoAmI(caller));
    commands.add("subscribe", this::subscribe);
    commands.add("unsubscribe", this::unsubscribe);
    commands.add("sys_msg", this::message);
    commands.add("token_generate", (caller, _) -> token(caller));
    commands.add("cc login", this::callCentreLogin);
    commands.add("cc logout", (caller, _) -> callCentreLogout(caller));
    commands.add("cc tier from user", (caller, _) -> queuesOf(caller));
  }

  /** What somebody hears who has not signed in; most commands fail without a word. */
  static Answer toStranger(String command) {
    return switch (command) {
      case "subscribe", "unsubscribe" -> new Answer.Text("-ERR: Authentication required!");
      case "api whoami" -> new Answer.Text("-ERR: user not auth.");
      case "sys_msg" -> new Answer.Text("-ERR: Bad caller.");
      default -> new Answer.Silence();
    };
  }

  void authenticate(Args args, EventConnection connection, Consumer<Answer> answer) {
    if (args.has("key") && args.has("token")) {
      byToken(args, connection, answer);
      return;
    }
    Optional<Subscriber> subscriber = server.exchange().subscriber(args.text("account"));
    if (subscriber.isEmpty() || !subscriber.get().user().password().equals(args.text("secret"))) {
      answer.accept(new Answer.WrongSecret("secret incorrect"));
      return;
    }
    admit(subscriber.get(), connection, subscriber.get(), answer);
  }

  private void byToken(Args args, EventConnection connection, Consumer<Answer> answer) {
    switch (server.tokens().worth(args.text("key"), args.text("token"), Instant.now())) {
      case UNKNOWN -> answer.accept(new Answer.Refused("Invalid Token or Key"));
      case EXPIRED -> answer.accept(new Answer.Refused("Token Expired"));
      case GOOD ->
          server
              .tokens()
              .known(args.text("key"))
              .flatMap(token -> server.exchange().subscriber(token.account()))
              .ifPresentOrElse(
                  subscriber -> admit(subscriber, connection, null, answer),
                  () -> answer.accept(new Answer.Refused("Invalid Token or Key")));
    }
  }

  /**
   * @param known whose state is told; null for a token, with which it stays empty
   */
  private void admit(
      Subscriber subscriber,
      EventConnection connection,
      @Nullable Subscriber known,
      Consumer<Answer> answer) {
    int most = server.exchange().rules().socketsPerUser();
    if (server.online(subscriber.account()).map(user -> user.sockets.size()).orElse(0) >= most) {
      answer.accept(new Answer.Refused("Maximum opened socket " + most));
      connection.peer().cutAfterSending();
      return;
    }
    boolean first = server.online(subscriber.account()).isEmpty();
    OnlineUser user = server.join(subscriber, connection);
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("login", user.account());
    response.put("role", user.role());
    response.put("domain", user.domain());
    response.put("state", known == null ? "" : known.state());
    response.put("status", known == null ? "" : known.status());
    response.put("cc-agent", known == null || !known.user().agent() ? "" : "true");
    response.put("session", connection.session());
    response.put("ws-count", user.sockets.size());
    response.put("cc-logged", user.callCentre);
    response.set("acl", Rights.list(user.role()));
    answer.accept(new Answer.Given(response));
    if (first) {
      server.tellPresence(user, "ACCOUNT_ONLINE");
    }
  }

  private static Answer logged(OnlineUser caller, boolean logged) {
    caller.logged = logged;
    return new Answer.Text("+OK: logged: " + logged);
  }

  private static Answer whoAmI(OnlineUser caller) {
    ObjectNode who = JsonNodeFactory.instance.objectNode();
    who.put("id", caller.account());
    who.put("domain", caller.domain());
    who.put("logged", caller.logged);
    who.put("sessionLength", caller.sockets.size());
    who.put("roleName", caller.role());
    who.put("state", caller.subscriber.state());
    who.put("status", caller.subscriber.status());
    who.put("description", caller.subscriber.description());
    who.set("acl", Rights.list(caller.role()));
    return new Answer.Text(who.toString());
  }

  private void subscribe(
      OnlineUser caller, Args args, EventConnection connection, Consumer<Answer> answer) {
    String event = args.text("event");
    String said;
    if (event.isEmpty()) {
      said = "-ERR: Bad parameters.";
    } else if (!EVENTS.contains(event)) {
      said = "-ERR: Event unregistered";
    } else if (connection.subscriptions().add(event)) {
      said = "+OK: subscribe " + event;
    } else {
      said = "-ERR: event subscribed!";
    }
    answer.accept(new Answer.Text(said));
  }

  private void unsubscribe(
      OnlineUser caller, Args args, EventConnection connection, Consumer<Answer> answer) {
    String event = args.text("event");
    connection.subscriptions().remove(event);
    answer.accept(
        new Answer.Text(
            EVENTS.contains(event) ? "+OK: unsubscribe " + event : "-ERR: Event unregistered"));
  }

  /** A message from client to client. */
  private Answer message(OnlineUser caller, Args args) {
    if (!args.has("to") || args.node("body").isMissingNode()) {
      return new Answer.Text("-ERR: Bad request");
    }
    Optional<OnlineUser> to = server.online(args.number("to") + "@" + caller.domain());
    if (to.isEmpty()) {
      return new Answer.Text("-ERR: User not found");
    }
    ObjectNode event = EventConnection.event("WEBITEL-CUSTOM", "WEBITEL-CUSTOM-MESSAGE");
    event.put("to", to.get().account()).put("from", caller.account());
    event.set("body", args.node("body"));
    to.get().sockets.forEach(socket -> socket.send(event));
    return new Answer.Text("+OK: Message send.");
  }

  private Answer token(OnlineUser caller) {
    Tokens.Token token = server.tokens().of(caller.account(), Instant.now());
    return new Answer.Text(
        JsonNodeFactory.instance
            .objectNode()
            .put("key", token.key())
            .put("token", token.token())
            .toString());
  }

  // Call centre

  private Answer callCentreLogin(OnlineUser caller, Args args) {
    if (!caller.subscriber.user().agent()) {
      return new Answer.Said("-ERR: Agent not found!");
    }
    if (caller.callCentre) {
      return new Answer.Said("+OK"); // whatever became of the agent since (webitel.md §8)
    }
    String status = args.has("status") ? args.text("status") : AVAILABLE;
    if (!AGENT_STATUSES.contains(status)) {
      return new Answer.Said("-ERR: Invalid Agent Status!");
    }
    caller.callCentre = true;
    server.exchange().setAgentStatus(caller.subscriber, status);
    return new Answer.Said("+OK");
  }

  /** By their names; an empty list for whoever has none. */
  private static Answer queuesOf(OnlineUser caller) {
    if (!caller.subscriber.user().agent()) {
      return new Answer.Given(JsonNodeFactory.instance.arrayNode());
    }
    String queue = CallQueue.NAME + "@" + caller.domain();
    ObjectNode queues = JsonNodeFactory.instance.objectNode();
    queues
        .putObject(queue)
        .put("agent", caller.account())
        .put("level", "1")
        .put("position", "1")
        .put("queue", queue)
        .put("state", "Ready");
    return new Answer.Given(queues);
  }

  private Answer callCentreLogout(OnlineUser caller) {
    if (!caller.subscriber.user().agent()) {
      return new Answer.Said("-ERR: Agent not found!");
    }
    caller.callCentre = false;
    server.exchange().setAgentStatus(caller.subscriber, Subscriber.LOGGED_OUT);
    return new Answer.Said("+OK");
  }
}
