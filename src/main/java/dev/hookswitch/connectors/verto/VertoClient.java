package dev.hookswitch.connectors.verto;

import dev.hookswitch.connectors.verto.VertoFrames.Frame;
import dev.hookswitch.line.FirstWords;
import dev.hookswitch.line.WireLosses;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.wire.Answers;
import dev.hookswitch.wire.Wire;
import dev.hookswitch.wire.WireEnd;
import dev.hookswitch.wire.WireJson;
import dev.hookswitch.wire.WireSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection of one session to a Verto server, from the sign-in to its end (verto.md). It does
 * not come back by itself: whoever opened it opens the next one.
 *
 * <pre>
 *   CONNECTING ──► SIGNING_IN ──► GATHERING ──► READY ──► OVER     every state may end
 *                                     │ verto.attach of each call that goes on,
 *                                     └─ until clientReady, or for a while where a server says none
 * </pre>
 *
 * Everything happens on the executor of its owner, which runs one task at a time: methods are
 * called there, the listener is, and replies complete there.
 */
public final class VertoClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VertoClient.class);

  private static final String LOGIN = "login";

  /** Codes of refusals (verto.md §2). */
  private static final int AUTHENTICATION_REQUIRED = -32000;

  private static final int UNKNOWN_METHOD = -32601;

  /** Below the 30 s after which the server would begin to ask (verto.md §4). */
  private static final Duration PING_EVERY = Duration.ofSeconds(25);

  private static final Duration PONG_WITHIN = Duration.ofSeconds(5);

  /** The slowest answer that was measured took 250 ms (verto.md §7). */
  private static final Duration REPLY_WITHIN = Duration.ofSeconds(10);

  /** Servers before 1.8 say no clientReady; where it is said it comes after 100 ms (§3). */
  private static final Duration CALLS_WITHIN = Duration.ofMillis(1500);

  /** Who hears of a connection. */
  public interface Listener {
    /**
     * Signed in; what of the session's calls goes on has been told by {@code news}.
     *
     * @param attached those calls
     */
    void ready(List<CallId> attached);

    void news(VertoNews.OfDialog news);

    /** After this nothing comes. It is not told of a {@link VertoClient#close}. */
    void over(Loss why, String detail);
  }

  private enum State {
    CONNECTING,
    SIGNING_IN,
    GATHERING,
    READY,
    OVER
  }

  private final VertoAccount account;
  private final Listener listener;
  private final Answers<Long, VertoReply> answers;
  private final Wire socket;
  private final FirstWords first = new FirstWords();

  /** Requests from before the sign-in; the server would refuse them. */
  private final List<String> early = new ArrayList<>();

  private State state = State.CONNECTING;
  private long requests;
  private @Nullable Future<?> pinging;

  private VertoClient(
      VertoAccount account,
      Wire.Opener wires,
      Executor desk,
      ScheduledExecutorService timer,
      Listener listener) {
    this.account = account;
    this.listener = listener;
    this.answers = new Answers<>(desk, timer, VertoReply.Unanswered::new);
    this.socket =
        wires.open(
            "verto " + account.login(),
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
   * Begins to connect and to sign in. Another connection of the same session is put out by the
   * server once this one is signed in.
   *
   * @param timer its tasks only pass work to the desk
   */
  public static VertoClient open(
      VertoAccount account, Executor desk, ScheduledExecutorService timer, Listener listener) {
    return open(account, WireSocket::open, desk, timer, listener);
  }

  /** The same over a connection of one's own. */
  public static VertoClient open(
      VertoAccount account,
      Wire.Opener wires,
      Executor desk,
      ScheduledExecutorService timer,
      Listener listener) {
    return new VertoClient(account, wires, desk, timer, listener);
  }

  // Requests (verto.md §5 to §8)

  /**
   * Calls a number.
   *
   * @param sdp the offer, with all its candidates
   */
  public CompletionStage<VertoReply> invite(
      CallId dialog, String sdp, PhoneNumber target, Party self, Media media) {
    ObjectNode parameters = dialog(dialog);
    parameters.put("destination_number", target.dialled());
    parameters.put("caller_id_name", self.name());
    parameters.put("caller_id_number", self.number().dialled());
    parameters.put("remote_caller_id_name", target.dialled());
    parameters.put("remote_caller_id_number", target.dialled());
    parameters.put("login", account.login());
    parameters.put("useVideo", media == Media.AUDIO_AND_VIDEO);
    parameters.put("useStereo", false);
    parameters.put("screenShare", false);
    return request("verto.invite", about(parameters).put("sdp", sdp));
  }

  /** Takes a call; the other side sees the name and number of {@code self}. */
  public CompletionStage<VertoReply> answer(CallId dialog, String sdp, Party self, Party other) {
    ObjectNode parameters = dialog(dialog);
    parameters.put("callee_id_name", self.name());
    parameters.put("callee_id_number", self.number().dialled());
    parameters.put("caller_id_name", other.name());
    parameters.put("caller_id_number", other.number().dialled());
    return request("verto.answer", about(parameters).put("sdp", sdp));
  }

  /** Answers {@link VertoNews.Attach}. */
  public CompletionStage<VertoReply> attach(CallId dialog, String sdp) {
    return request("verto.attach", about(dialog(dialog).put("attach", true)).put("sdp", sdp));
  }

  /**
   * Ends a call, or refuses one that rings.
   *
   * @param cause name of a hang-up cause
   */
  public CompletionStage<VertoReply> bye(CallId dialog, String cause) {
    return request("verto.bye", about(dialog(dialog)).put("cause", cause));
  }

  /**
   * @param action {@code hold} or {@code unhold}; the reply's {@code holdState} says what is now
   */
  public CompletionStage<VertoReply> modify(CallId dialog, String action) {
    return request("verto.modify", about(dialog(dialog)).put("action", action));
  }

  /** Sends the other party to a number; {@link VertoNews.Bye} of this call follows. */
  public CompletionStage<VertoReply> transfer(CallId dialog, PhoneNumber target) {
    return request(
        "verto.modify",
        about(dialog(dialog)).put("action", "transfer").put("destination", target.dialled()));
  }

  /** Joins the far ends of two calls; {@link VertoNews.Bye} of both follows. */
  public CompletionStage<VertoReply> replace(CallId dialog, CallId other) {
    return request(
        "verto.modify",
        about(dialog(dialog)).put("action", "replace").put("replaceCallID", other.value()));
  }

  public CompletionStage<VertoReply> dtmf(CallId dialog, String digits) {
    return request("verto.info", about(dialog(dialog)).put("dtmf", digits));
  }

  private static ObjectNode dialog(CallId dialog) {
    return WireJson.object().put("callID", dialog.value());
  }

  private static ObjectNode about(ObjectNode dialogParams) {
    ObjectNode params = WireJson.object();
    params.set("dialogParams", dialogParams);
    return params;
  }

  private CompletionStage<VertoReply> request(String method, ObjectNode params) {
    return request(method, params, REPLY_WITHIN);
  }

  private CompletionStage<VertoReply> request(String method, ObjectNode params, Duration within) {
    if (state == State.OVER) {
      return CompletableFuture.completedFuture(new VertoReply.Unanswered());
    }
    long id = ++requests;
    CompletionStage<VertoReply> reply = answers.await(id, within);
    String frame = VertoFrames.request(id, method, params.put("sessid", account.session()));
    if (signedIn() || method.equals(LOGIN)) {
      socket.send(frame);
    } else {
      early.add(frame);
    }
    return reply;
  }

  // The connection

  private void signIn() {
    if (state != State.CONNECTING) {
      return;
    }
    state = State.SIGNING_IN;
    ObjectNode params = WireJson.object();
    params.put("login", account.login());
    params.put("passwd", account.password());
    request(LOGIN, params).thenAccept(this::signedIn);
  }

  private boolean signedIn() {
    return state == State.GATHERING || state == State.READY;
  }

  private void signedIn(VertoReply reply) {
    switch (reply) {
      case VertoReply.Done _ -> {
        state = State.GATHERING;
        early.forEach(socket::send);
        early.clear();
        answers.later(CALLS_WITHIN, () -> ready(List.of()));
        pinging = answers.later(PING_EVERY, this::ping);
      }
      // Another service that speaks JSON-RPC knows no login.
      case VertoReply.Refused refused ->
          lost(
              refused.code() == UNKNOWN_METHOD ? Loss.NOT_THE_PEER : Loss.REFUSED,
              refused.message());
      case VertoReply.Unanswered _ -> lost(Loss.TIMED_OUT, "login");
    }
  }

  private void ready(List<CallId> attached) {
    if (state == State.GATHERING) {
      state = State.READY;
      listener.ready(attached);
    }
  }

  /** The server does not notice a dead line for minutes, nor does TCP (verto.md §4). */
  private void ping() {
    request("verto.ping", WireJson.object(), PONG_WITHIN)
        .thenAccept(reply -> {
          if (reply instanceof VertoReply.Unanswered) {
            lost(Loss.CONNECTION_LOST, "no answer to verto.ping");
          } else {
            pinging = answers.later(PING_EVERY, this::ping);
          }
        });
  }

  private void received(String text) {
    if (state == State.OVER) {
      return;
    }
    for (Frame frame : VertoFrames.read(text)) {
      switch (frame) {
        case Frame.Answered(long request, VertoReply reply) -> {
          first.understood();
          answered(request, reply);
        }
        case Frame.Nonsense(String place) -> {
          first.strange();
          log.warn("{}: a message of the server is skipped: {}", account, place);
        }
        case Frame.Asked asked -> {
          first.understood();
          asked(asked);
        }
      }
    }
  }

  /** Where sign-ins end after a while, the server does not say when (verto.md §3). */
  private void answered(long request, VertoReply reply) {
    if (signedIn()
        && reply instanceof VertoReply.Refused refused
        && refused.code() == AUTHENTICATION_REQUIRED) {
      lost(Loss.EXPIRED, refused.message());
    } else {
      answers.settle(request, reply);
    }
  }

  private void asked(Frame.Asked asked) {
    if (asked.id() != null) {
      socket.send(VertoFrames.confirmation(asked.id(), asked.method()));
    }
    if (asked.news().isEmpty()) {
      log.debug("{}: {} means nothing to a phone", account, asked.method());
      return;
    }
    switch (asked.news().get()) {
      case VertoNews.OfDialog news -> listener.news(news);
      case VertoNews.ClientReady ready -> ready(ready.attached());
      case VertoNews.Punt _ -> lost(Loss.TAKEN_OVER, "verto.punt");
    }
  }

  private void lost(Loss why, String detail) {
    if (state != State.OVER) {
      close();
      listener.over(first.meaning(why), detail);
    }
  }

  /** Ends the connection; the server keeps answered calls for a while (verto.md §8). */
  @Override
  public void close() {
    if (state == State.OVER) {
      return;
    }
    state = State.OVER;
    if (pinging != null) {
      pinging.cancel(false);
    }
    socket.close();
    answers.giveUp();
  }
}
