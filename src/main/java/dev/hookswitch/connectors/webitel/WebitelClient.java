package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.webitel.WebitelFrames.Frame;
import dev.hookswitch.line.FirstWords;
import dev.hookswitch.line.WireLosses;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.wire.Answers;
import dev.hookswitch.wire.Wire;
import dev.hookswitch.wire.WireEnd;
import dev.hookswitch.wire.WireJson;
import dev.hookswitch.wire.WireSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection to the classic event server, from the sign-in to its end (webitel.md §1 to §4). It
 * does not come back by itself: whoever opened it opens the next one.
 *
 * <pre>
 *   connect ──► auth ──► login ──► api account list ──► ready ──► over      may end anywhere
 * </pre>
 *
 * Everything happens on the executor of its owner, which runs one task at a time: methods are
 * called there, the listener is, and replies complete there.
 */
public final class WebitelClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebitelClient.class);

  /** Proxies cut idle sockets, and the server sends nothing to keep one alive (webitel.md §11). */
  private static final Duration PING_EVERY = Duration.ofSeconds(40);

  private static final Duration REPLY_WITHIN = Duration.ofSeconds(10);

  /** {@code call} and {@code att_xfer2} answer when the user's own phone did (webitel.md §4). */
  private static final Duration PHONE_WITHIN = Duration.ofMinutes(3);

  /** The one event that is asked for: the queue module knows of a change before the account. */
  private static final String AGENT_STATUS = "CC::AGENT-STATUS-CHANGE";

  /** How the server refuses whatever somebody wants whose sign-in is over. */
  private static final String EXPIRED = "Token Expired";

  /** Who hears of a connection. */
  interface Listener {
    /** Signed in, and told of one's own calls from now on. */
    void ready(PhoneStatus self);

    /** Of one's own legs only. */
    void event(ChannelEvent event);

    void status(PhoneStatus self);

    /** After this nothing comes. It is not told of a {@link WebitelClient#close}. */
    void over(Loss why, String detail);
  }

  private final WebitelAccount account;
  private final Listener listener;
  private final Answers<String, WebitelReply> answers;
  private final Wire socket;
  private final FirstWords first = new FirstWords();
  private PhoneStatus status = PhoneStatus.UNKNOWN;
  private boolean over;

  private WebitelClient(
      WebitelAccount account,
      Wire.Opener wires,
      Executor desk,
      ScheduledExecutorService timer,
      Listener listener) {
    this.account = account;
    this.listener = listener;
    this.answers = new Answers<>(desk, timer, WebitelReply.Unanswered::new);
    this.socket =
        wires.open(
            "webitel " + account.account(),
            account.address(),
            WireSocket.Limits.USUAL,
            desk,
            new WireSocket.Listener() {
              @Override
              public void opened() {
                signIn();
              }

              @Override
              public void message(String text) {
                received(text);
              }

              @Override
              public void ended(WireEnd why) {
                lost(WireLosses.of(why), why.detail());
              }
            });
  }

  /**
   * Begins to connect and to sign in.
   *
   * @param timer its tasks only pass work to the desk
   */
  static WebitelClient open(
      WebitelAccount account, Executor desk, ScheduledExecutorService timer, Listener listener) {
    return open(account, WireSocket::open, desk, timer, listener);
  }

  /** The same over a connection of one's own. */
  static WebitelClient open(
      WebitelAccount account,
      Wire.Opener wires,
      Executor desk,
      ScheduledExecutorService timer,
      Listener listener) {
    return new WebitelClient(account, wires, desk, timer, listener);
  }

  // Signing in (webitel.md §3)

  private void signIn() {
    ObjectNode credentials = WireJson.object();
    credentials.put("account", account.account());
    credentials.put("secret", account.password());
    command("auth", credentials)
        .thenAccept(reply -> proceed(reply, "auth", admitted -> logIn(admitted.response())));
  }

  /** Whether one is an agent of the call centre is only said here. */
  private void logIn(JsonNode self) {
    if (!WireJson.text(self, "cc-agent").isEmpty()) {
      status = status.with(CallCentre.OUT);
      subscribe();
    }
    command("login", null).thenAccept(reply -> proceed(reply, "login", _ -> askWhere()));
  }

  /** Without it changes are told later, with the account; so the reply does not count. */
  private void subscribe() {
    command("subscribe", WireJson.object().put("event", AGENT_STATUS).put("all", true));
  }

  /** The list of users says where one is oneself. */
  private void askWhere() {
    accounts()
        .thenAccept(reply -> {
          if (reply instanceof WebitelReply.Unanswered) {
            lost(Loss.TIMED_OUT, "api account list");
            return;
          }
          if (reply instanceof WebitelReply.Done done) {
            status = self(done.response()).orElse(status);
          }
          answers.later(PING_EVERY, this::ping);
          listener.ready(status);
        });
  }

  private void proceed(WebitelReply reply, String step, Consumer<WebitelReply.Done> next) {
    switch (reply) {
      case WebitelReply.Done done -> next.accept(done);
      case WebitelReply.Unanswered _ -> lost(Loss.TIMED_OUT, step);
      case WebitelReply.Refused(String text) -> lost(refusal(text), text);
    }
  }

  private static Loss refusal(String text) {
    return text.startsWith("Maximum ") ? Loss.UNREACHABLE : Loss.REFUSED;
  }

  private Optional<PhoneStatus> self(JsonNode response) {
    String number = account.account().substring(0, account.account().indexOf('@'));
    return users(response)
        .map(users -> users.path(number))
        .filter(JsonNode::isObject)
        .map(user ->
            new PhoneStatus(
                WireJson.text(user, "state"),
                WireJson.text(user, "status"),
                decoded(WireJson.text(user, "descript")),
                ofAgent(WireJson.text(user, "agent.status"))));
  }

  /** The server's own mark {@code cc_logged} knows nothing of what others did to the agent. */
  private @Nullable CallCentre ofAgent(String agentStatus) {
    return status.callCentre() == null ? null : PhoneStatus.callCentre(agentStatus);
  }

  /** An older server does not know the command; that it says so is a sign of life. */
  private void ping() {
    command("ping", null)
        .thenAccept(reply -> {
          if (reply instanceof WebitelReply.Unanswered) {
            lost(Loss.CONNECTION_LOST, "no answer to ping");
          } else {
            answers.later(PING_EVERY, this::ping);
          }
        });
  }

  // Commands about calls (webitel.md §4). A success only says that the request was taken.

  /** Calls the user's own phone, then the number. The reply comes when the own phone answered. */
  CompletionStage<WebitelReply> call(PhoneNumber target) {
    ObjectNode arguments = WireJson.object();
    arguments.put("extension", target.dialled());
    arguments.put("user", account.account());
    arguments.put("auto_answer_param", "sip_auto_answer=true");
    return command("call", arguments, PHONE_WITHIN);
  }

  CompletionStage<WebitelReply> hangup(String leg, String cause) {
    return command("hangup", leg(leg).put("cause", cause));
  }

  /** For the leg of a desk phone; a web phone holds over Verto. */
  CompletionStage<WebitelReply> hold(String leg) {
    return command("hold", leg(leg));
  }

  CompletionStage<WebitelReply> unhold(String leg) {
    return command("unhold", leg(leg));
  }

  CompletionStage<WebitelReply> dtmf(String leg, String digits) {
    return command("dtmf", leg(leg).put("digits", digits));
  }

  /**
   * @param otherLeg of the party that goes on to the target
   */
  CompletionStage<WebitelReply> transfer(String otherLeg, PhoneNumber target) {
    return command("transfer", leg(otherLeg).put("destination", target.dialled()));
  }

  /**
   * Calls the user's own phone for a consultation, then the target.
   *
   * @param webPhone whether that phone is the page, which is asked to answer by Verto
   */
  CompletionStage<WebitelReply> consult(
      String leg, CallId about, PhoneNumber target, WebPhone webPhone) {
    String domain = account.domain();
    ObjectNode arguments = leg(leg);
    arguments.put("extension", target.dialled() + "@" + domain);
    arguments.put("user", account.account());
    arguments.put("parent_call_uuid", about.value());
    switch (webPhone) {
      case YES -> arguments.putNull("auto_answer_param");
      case NO -> arguments.putArray("auto_answer_param").add("sip_auto_answer=true");
    }
    return command("att_xfer2", arguments, PHONE_WITHIN);
  }

  /** Whether the user's phone is a page. */
  enum WebPhone {
    YES,
    NO
  }

  /**
   * Joins the other parties of two calls.
   *
   * @param own the user's leg of the first call, {@code other} its other party's
   * @param third the other party's leg of the consultation, {@code consultation} the user's
   */
  CompletionStage<WebitelReply> bridge(
      String own, String other, String third, String consultation) {
    ObjectNode arguments = WireJson.object();
    arguments.put("channel-uuid-leg-a", own);
    arguments.put("channel-uuid-leg-b", other);
    arguments.put("channel-uuid-leg-c", third);
    arguments.put("channel-uuid-leg-d", consultation);
    return command("att_xfer_bridge", arguments);
  }

  /** All fields of a leg, as an event has them; refused when the leg is gone. */
  CompletionStage<WebitelReply> dump(String leg) {
    return command("channel_dump", WireJson.object().put("uuid", leg));
  }

  /** The legs of the domain; those of users without presence data are missing. */
  CompletionStage<WebitelReply> legs() {
    String domain = account.domain();
    return command("show_channel", WireJson.object().put("domain", domain));
  }

  /**
   * Where the recording of a call is, as a link with a token (webitel.md §10).
   *
   * @param call the final id of the call
   */
  CompletionStage<WebitelReply> recordLink(String call) {
    return command("cdr_get_record_link", WireJson.object().put("uuid", call));
  }

  /**
   * @param value {@code ONHOOK}, or a reason of absence with its comment
   */
  CompletionStage<WebitelReply> changeStatus(String value) {
    return changeAccount(account.account(), "status", value);
  }

  /**
   * Enters the queues. While the server remembers a log-in it takes another one and does nothing,
   * even if somebody else has taken the agent out; so he leaves first (webitel.md §8).
   */
  CompletionStage<WebitelReply> enterCallCentre() {
    return leaveCallCentre()
        .thenCompose(_ -> command("cc login", WireJson.object().put("status", "Available")));
  }

  CompletionStage<WebitelReply> leaveCallCentre() {
    return command("cc logout", null);
  }

  /** The accounts of the domain; whoever may not see others sees his own. */
  CompletionStage<WebitelReply> accounts() {
    return command("api account list", WireJson.object().put("domain", account.domain()));
  }

  /** The numbers in an answer to {@link #accounts}. */
  static Set<String> numbers(WebitelReply.Done answer) {
    return users(answer.response())
        .map(users -> Set.copyOf(users.propertyNames()))
        .orElse(Set.of());
  }

  /** An object with one key, whose value is a JSON text of users by their numbers. */
  private static Optional<ObjectNode> users(JsonNode response) {
    return WireJson.object(WireJson.text(response, "response"));
  }

  // Accounts of others (webitel.md §9). Each needs a right that the server gives to roles.

  /**
   * @param made its password holds neither {@code :} nor {@code @}
   */
  CompletionStage<WebitelReply> createAccount(WebitelAccount made, String role) {
    String number = made.account().substring(0, made.account().indexOf('@'));
    ObjectNode arguments = WireJson.object();
    arguments.put("role", role);
    arguments.put("param", number + ":" + made.password() + "@" + made.domain());
    arguments.putNull("attribute");
    return command("api account create", arguments);
  }

  /**
   * @param what {@code password}, {@code role} or {@code status}
   */
  CompletionStage<WebitelReply> changeAccount(String user, String what, String value) {
    ObjectNode arguments = WireJson.object();
    arguments.put("user", user);
    arguments.put("param", what);
    arguments.put("value", value);
    return command("api account change", arguments);
  }

  CompletionStage<WebitelReply> removeAccount(String user) {
    return command("api account remove", WireJson.object().put("user", user));
  }

  private static ObjectNode leg(String leg) {
    return WireJson.object().put("channel-uuid", leg);
  }

  private CompletionStage<WebitelReply> command(String name, @Nullable ObjectNode arguments) {
    return command(name, arguments, REPLY_WITHIN);
  }

  private CompletionStage<WebitelReply> command(
      String name, @Nullable ObjectNode arguments, Duration within) {
    if (over) {
      return CompletableFuture.completedFuture(new WebitelReply.Unanswered());
    }
    String id = UUID.randomUUID().toString();
    CompletionStage<WebitelReply> reply = answers.await(id, within);
    socket.send(WebitelFrames.command(id, name, arguments));
    return reply;
  }

  // What comes

  private void received(String text) {
    if (over) {
      return;
    }
    switch (WebitelFrames.read(text)) {
      case Frame.Answered(String command, WebitelReply reply) -> {
        first.understood();
        answered(command, reply);
      }
      case Frame.OfCall(ChannelEvent event) -> {
        // Others' legs come by subscription only, but whoever asks gets them.
        if (event.owner().equalsIgnoreCase(account.account())) {
          listener.event(event);
        }
      }
      case Frame.Happened(String name, Map<String, String> fields) -> {
        first.understood();
        happened(name, fields);
      }
      case Frame.Nonsense(String place) -> {
        first.strange();
        log.warn("{}: a message of the server is skipped: {}", account, place);
      }
    }
  }

  /** What was signed in with may end at any time; the next command is told so (webitel.md §2). */
  private void answered(String command, WebitelReply reply) {
    if (reply instanceof WebitelReply.Refused(String text) && text.startsWith(EXPIRED)) {
      lost(Loss.EXPIRED, text);
    } else {
      answers.settle(command, reply);
    }
  }

  private void happened(String name, Map<String, String> fields) {
    switch (name) {
      case "ACCOUNT_STATUS" -> {
        String user =
            fields.getOrDefault("Account-User", "")
                + "@"
                + fields.getOrDefault("Account-Domain", "");
        if (user.equalsIgnoreCase(account.account())) {
          String agentStatus = fields.get("Account-Agent-Status");
          status =
              new PhoneStatus(
                  fields.getOrDefault("Account-User-State", ""),
                  fields.getOrDefault("Account-Status", ""),
                  decoded(fields.getOrDefault("Account-Status-Descript", "")),
                  agentStatus == null ? status.callCentre() : ofAgent(agentStatus));
          listener.status(status);
        }
      }
      case "server" -> {
        if (fields.getOrDefault("Event-Name", "").equals(AGENT_STATUS)
            && fields.getOrDefault("CC-Agent", "").equalsIgnoreCase(account.account())) {
          CallCentre now = ofAgent(fields.getOrDefault("CC-Agent-Status", ""));
          if (now != null && now != status.callCentre()) {
            status = status.with(now);
            listener.status(status);
          }
        }
      }
      case "account" -> {
        if (fields.getOrDefault("Event-Name", "").equals("DISCONNECT")) {
          lost(Loss.TIMED_OUT, "not signed in in time");
        }
      }
      default -> log.debug("{}: {} means nothing to a line", account, name);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private void lost(Loss why, String detail) {
    if (!over) {
      close();
      listener.over(first.meaning(why), detail);
    }
  }

  /** Ends the connection; calls go on. */
  @Override
  public void close() {
    if (!over) {
      over = true;
      socket.close();
      answers.giveUp();
    }
  }
}
