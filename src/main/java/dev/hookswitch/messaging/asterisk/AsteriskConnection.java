package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.messaging.PbxLink.LinkState;
import dev.hookswitch.phone.Loss;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a link to its Asterisk, made anew after each loss with growing delays. When it
 * is signed in it asks what is going on (asterisk.md §5); it stands when that is known. Used on the
 * link's desk, but for {@link #state}.
 */
final class AsteriskConnection implements Pbx {
  private static final Logger log = LoggerFactory.getLogger(AsteriskConnection.class);
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

  /** Who hears of the connection. */
  interface Listener {
    /**
     * It stands.
     *
     * @param taken what was going on when it was asked
     * @param since the events from then on
     */
    void stands(Inventory taken, List<AmiMessage> since);

    void event(AmiMessage event);

    /** It stands no more, or does not come to stand; the next attempt follows by itself. */
    void lost(Loss why, String detail);
  }

  private final String name;
  private final AsteriskSettings.Link settings;
  private final InstantSource clock;
  private final Mailbox desk;
  private final ScheduledExecutorService timer;
  private final Listener listener;
  private final Map<String, Runnable> originating = new HashMap<>();
  private @Nullable AmiClient client;
  private Set<String> missing = Set.of();

  /** What came while the lists of what is going on are not complete; null otherwise. */
  private @Nullable List<AmiMessage> meanwhile;

  private boolean stands;
  private int attempt;
  private volatile LinkState state;
  private boolean closed;

  AsteriskConnection(
      String name,
      AsteriskSettings.Link settings,
      InstantSource clock,
      Mailbox desk,
      ScheduledExecutorService timer,
      Listener listener) {
    this.name = name;
    this.settings = settings;
    this.clock = clock;
    this.desk = desk;
    this.timer = timer;
    this.listener = listener;
    this.state = new LinkState(false, clock.instant(), null, "not connected yet");
  }

  /** Begins to connect. */
  void open() {
    if (!closed) {
      client = AmiClient.open("asterisk " + name, settings.account(), desk::post, timer, new Ear());
    }
  }

  /** Nothing is heard of it any more. */
  void close() {
    closed = true;
    if (client != null) {
      client.close();
    }
  }

  /** On any thread. */
  LinkState state() {
    return state;
  }

  boolean stands() {
    return stands;
  }

  /** Why a line does not work while it does not stand. */
  Loss lossOfLines() {
    Loss why = state.loss();
    // An administrator can mend a refusal, and it is tried again.
    return why == null || why == Loss.REFUSED ? Loss.UNREACHABLE : why;
  }

  private final class Ear implements AmiClient.Listener {
    @Override
    public void ready() {
      meanwhile = new ArrayList<>();
      takeInventory();
    }

    @Override
    public void event(AmiMessage event) {
      if (event.event().equals("OriginateResponse")) {
        originated(event);
      } else if (meanwhile == null) {
        listener.event(event);
      } else {
        meanwhile.add(event);
      }
    }

    @Override
    public void ended(Loss why, String detail) {
      gone(why, detail);
    }
  }

  private void gone(Loss why, String detail) {
    if (stands || attempt == 0 || why != state.loss()) {
      log.warn("The link {} to {} is lost: {} {}", name, settings, why, detail);
    }
    client = null;
    stands = false;
    meanwhile = null;
    originating.clear();
    state = new LinkState(false, clock.instant(), why, detail);
    listener.lost(why, detail);
    long millis =
        Math.min(LONGEST_DELAY.toMillis(), FIRST_DELAY.toMillis() << Math.min(attempt++, 10));
    later(Duration.ofMillis(millis), this::open);
  }

  private void takeInventory() {
    AmiClient asked = client;
    if (asked == null) {
      return;
    }
    Inventory.of(asked, settings.contexts())
        .whenComplete((taken, refused) -> {
          if (asked == client && taken != null) {
            begins(taken);
          } else if (asked == client) {
            asked.close();
            Throwable why = refused.getCause() == null ? refused : refused.getCause();
            gone(Loss.REFUSED, String.valueOf(why.getMessage()));
          }
        });
  }

  private void begins(Inventory taken) {
    missing = Set.copyOf(taken.missing());
    if (!missing.isEmpty()) {
      log.warn(
          "The dial plan of {} lacks the contexts {}: what needs them is refused", name, missing);
    }
    List<AmiMessage> since = meanwhile == null ? List.of() : meanwhile;
    meanwhile = null;
    stands = true;
    attempt = 0;
    state = LinkState.connected(clock.instant());
    log.info("The link {} to {} stands; {} channels", name, settings, taken.channels().size());
    listener.stands(taken, since);
  }

  // What calls need

  @Override
  public AsteriskSettings.Link settings() {
    return settings;
  }

  @Override
  public CompletionStage<AmiReply> send(AmiAction action) {
    AmiClient open = client;
    return open == null || !stands ? unanswered() : open.send(action);
  }

  @Override
  public CompletionStage<AmiReply> list(AmiAction action) {
    AmiClient open = client;
    return open == null || !stands ? unanswered() : open.list(action);
  }

  @Override
  public CompletionStage<AmiReply> originate(AmiAction action, String id, Runnable failed) {
    AmiClient open = client;
    if (open == null || !stands) {
      return unanswered();
    }
    originating.put(id, failed);
    return open.send(action, id)
        .thenApply(reply -> {
          if (!(reply instanceof AmiReply.Done)) {
            originating.remove(id);
          }
          return reply;
        });
  }

  private static CompletionStage<AmiReply> unanswered() {
    return CompletableFuture.completedFuture(new AmiReply.Unanswered());
  }

  private void originated(AmiMessage event) {
    Runnable failed = originating.remove(event.get("ActionID"));
    if (failed != null && event.get("Response").equals("Failure")) {
      failed.run();
    }
  }

  @Override
  public boolean has(String context) {
    return settings.contexts() && !missing.contains(context);
  }

  @Override
  public void later(Duration delay, Runnable work) {
    if (!closed) {
      timer.schedule(() -> desk.post(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
