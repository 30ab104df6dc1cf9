package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.verto.PageMedia;
import dev.hookswitch.connectors.verto.PageMedia.Purpose;
import dev.hookswitch.connectors.verto.Renewals;
import dev.hookswitch.connectors.verto.VertoAccount;
import dev.hookswitch.connectors.verto.VertoClient;
import dev.hookswitch.connectors.verto.VertoNews;
import dev.hookswitch.connectors.verto.VertoReply;
import dev.hookswitch.line.LineCall;
import dev.hookswitch.line.LineCalls;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.wire.Wire;
import dev.hookswitch.wire.WireJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web phone of a Webitel line: media and hold go over Verto, everything else over the event
 * server, and what happens to calls is told by that alone (webitel.md §12). A dialog has the id of
 * the user's leg. Used on the line's thread.
 */
final class WebitelWebPhone implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebitelWebPhone.class);

  /** What the line needs to know. Where there is no line, only the end counts. */
  interface Owner {
    default void ready() {}

    /** The server refused a call that this side makes. */
    default void refused(CallId dialog, String cause) {}

    /** What is for the page that holds the media. */
    default void toPage(MediaSignal signal) {}

    void over(Loss why, String detail);
  }

  private final Line line;
  private final VertoAccount account;
  private final LineCalls<WebitelCall> calls;
  private final Wire.Opener wires;
  private final Executor desk;
  private final ScheduledExecutorService timer;
  private final PageMedia page;
  private final Renewals renewals;

  /** Longer than anybody waits for the event of a leg, or for its offer. */
  private static final int MOST_OFFERS = 20;

  /** Offers of the server that no page has got: the event of the leg comes before or after. */
  private final Map<CallId, String> offers = new LinkedHashMap<>();

  /** Calls that are to be answered as soon as their offer is there. */
  private final Map<CallId, Media> wanted = new HashMap<>();

  private Owner owner;
  private @Nullable VertoClient client;
  private boolean signedIn;
  private int connections;

  WebitelWebPhone(
      Line line,
      VertoAccount account,
      Media possible,
      LineCalls<WebitelCall> calls,
      Wire.Opener wires,
      Executor desk,
      ScheduledExecutorService timer,
      Owner owner) {
    this.line = line;
    this.account = account;
    this.calls = calls;
    this.wires = wires;
    this.desk = desk;
    this.timer = timer;
    this.owner = owner;
    this.page = new PageMedia(line.id(), possible, List.of(), calls, this::toPage, new FromPage());
    this.renewals = new Renewals(desk, timer, calls::now, this::renew);
  }

  Line line() {
    return line;
  }

  /** From now on this one is told. */
  void tells(Owner next) {
    owner = next;
  }

  private void toPage(MediaSignal signal) {
    owner.toPage(signal);
  }

  /** Whether the server has accepted it. */
  boolean works() {
    return signedIn;
  }

  /** Whether somebody talks on it. */
  boolean talks() {
    return signedIn && calls.all().stream().anyMatch(LineCall::talking);
  }

  void connect() {
    VertoClient former = client;
    client = VertoClient.open(account, wires, desk, timer, new FromServer());
    if (former != null) {
      former.close();
    }
  }

  private void renew() {
    boolean wanted =
        calls.all().stream().anyMatch(call -> call.talking() && !page.has(call.dialog()));
    if (signedIn && wanted) {
      connect();
    }
  }

  @Override
  public void close() {
    connections++;
    signedIn = false;
    if (client != null) {
      client.close();
    }
  }

  // What the line wants

  /** Asks the page for an offer, and calls with it. */
  void dial(WebitelCall call, Media media) {
    call.media = media;
    page.start(call.dialog(), call, Purpose.INVITE, media, null);
  }

  /** Answers at once, or when the offer is there. */
  void answer(WebitelCall call, Media media) {
    call.media = media;
    wanted.put(call.dialog(), media);
    offer(call);
  }

  /** Whether a page is answering it, or will. */
  boolean answers(WebitelCall call) {
    return wanted.containsKey(call.dialog()) || page.has(call.dialog());
  }

  private void offer(WebitelCall call) {
    CallId dialog = call.dialog();
    Media media = wanted.get(dialog);
    String offer = offers.get(dialog);
    if (media != null && offer != null && !calls.strange()) {
      offers.remove(dialog);
      wanted.remove(dialog);
      page.start(dialog, call, Purpose.ANSWER, media, offer);
    }
  }

  /** Gives the page what waited until it knew the call. */
  void known(WebitelCall call) {
    offer(call);
    attach(call);
  }

  /** Gives the page what a call that goes on waits for. */
  private void attach(WebitelCall call) {
    String offer = offers.get(call.dialog());
    if (offer != null && call.talking() && !calls.strange()) {
      offers.remove(call.dialog());
      page.start(call.dialog(), call, Purpose.ATTACH, call.media, offer);
    }
  }

  CompletionStage<Outcome> hold(WebitelCall call) {
    return modify(call, "hold", "held");
  }

  CompletionStage<Outcome> unhold(WebitelCall call) {
    return modify(call, "unhold", "active");
  }

  private CompletionStage<Outcome> modify(WebitelCall call, String action, String state) {
    VertoClient open = client;
    if (open == null) {
      return LineCalls.refused(Reason.NOT_CONNECTED, "");
    }
    return open.modify(call.dialog(), action)
        .thenCompose(reply ->
            switch (reply) {
              case VertoReply.Done(var result) ->
                  WireJson.text(result, "holdState").equals(state)
                      ? LineCalls.accepted()
                      : LineCalls.refused(Reason.NOT_NOW, "");
              case VertoReply.Refused refused ->
                  LineCalls.refused(Reason.FAILED, refused.message());
              case VertoReply.Unanswered _ -> LineCalls.refused(Reason.NOT_CONNECTED, "");
            });
  }

  /** Follows hold and mute. */
  void follow(WebitelCall call) {
    page.follow(call.dialog());
  }

  void video(WebitelCall call, Media media) {
    call.media = media;
    page.video(call.dialog(), media);
  }

  void over(WebitelCall call) {
    CallId dialog = call.dialog();
    offers.remove(dialog);
    wanted.remove(dialog);
    page.stopAllOf(call);
  }

  /** The oldest offer gives way: nobody is going to take it. */
  private void keep(CallId dialog, String sdp) {
    offers.remove(dialog);
    offers.put(dialog, sdp);
    if (offers.size() > MOST_OFFERS) {
      offers.remove(offers.keySet().iterator().next());
    }
  }

  void endMedia() {
    page.stopAll();
  }

  Outcome signal(MediaSignal signal) {
    return page.signal(signal);
  }

  private @Nullable WebitelCall call(CallId dialog) {
    return calls.all().stream()
        .filter(call -> call.dialog().equals(dialog))
        .findFirst()
        .orElse(null);
  }

  private final class FromPage implements PageMedia.Owner {
    @Override
    public void described(CallId dialog, Purpose purpose, String sdp) {
      VertoClient open = client;
      WebitelCall call = call(dialog);
      if (open == null || call == null) {
        return;
      }
      var self = new Party(line.number(), line.name());
      CompletionStage<VertoReply> reply =
          switch (purpose) {
            case INVITE -> open.invite(dialog, sdp, call.other().number(), self, call.media);
            case ANSWER -> open.answer(dialog, sdp, self, call.other());
            case ATTACH -> open.attach(dialog, sdp);
          };
      reply.thenAccept(said -> {
        if (said instanceof VertoReply.Refused refused) {
          log.info("{}: {} of {} is refused: {}", line, purpose, dialog, refused);
          if (purpose == Purpose.INVITE) {
            owner.refused(dialog, refused.cause());
          }
        }
      });
    }

    @Override
    public void mediaLost(CallId dialog) {
      WebitelCall call = call(dialog);
      if (call != null && call.talking()) {
        page.stop(dialog);
        renewals.ask();
      }
    }
  }

  /** Hears one connection; what a former one still says does not count. */
  private final class FromServer implements VertoClient.Listener {
    private final int number = ++connections;

    @Override
    public void ready(List<CallId> attached) {
      if (number == connections) {
        signedIn = true;
        owner.ready();
      }
    }

    @Override
    public void news(VertoNews.OfDialog news) {
      if (number != connections) {
        return;
      }
      WebitelCall call = call(news.dialog());
      switch (news) {
        case VertoNews.Invite(CallId dialog, String sdp, _) -> {
          keep(dialog, sdp);
          if (call != null) {
            offer(call);
          }
        }
        case VertoNews.Attach(CallId dialog, _, String sdp, _) -> {
          keep(dialog, sdp);
          if (call != null) {
            attach(call);
          }
        }
        case VertoNews.Media(CallId dialog, String sdp) -> page.answered(dialog, sdp);
        case VertoNews.Answer(CallId dialog, String sdp) -> {
          if (!sdp.isEmpty()) {
            page.answered(dialog, sdp);
          }
        }
        case VertoNews.Bye(CallId dialog, _) -> {
          offers.remove(dialog);
          wanted.remove(dialog);
          page.stop(dialog);
        }
        case VertoNews.Display _ -> {} // the event server says it, too
      }
    }

    @Override
    public void over(Loss why, String detail) {
      if (number == connections) {
        signedIn = false;
        owner.over(why, detail);
      }
    }
  }
}
