package dev.hookswitch.messaging.asterisk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.messaging.PbxLink;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.RecordingAnswer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to one Asterisk. Everything of it and of its lines happens on its desk, one thing after
 * the other: messages, commands, timers. After each connection it asks what is going on and
 * compares (asterisk.md §5): calls that went on keep their times, those that ended meanwhile are
 * closed.
 */
final class AsteriskLink implements PbxLink, Pbx, AsteriskLine.Host, LineWatch.Helper {
  private static final Logger log = LoggerFactory.getLogger(AsteriskLink.class);
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

  /** So long a line waits for the connection before it is told that there is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Between the end of a call and the moment when its record is written. */
  private static final Duration RECORDING_KEPT = Duration.ofHours(1);

  /** The dial plan goes on from the agent's answer to the application in that time. */
  private static final Duration APPLICATION_AFTER = Duration.ofMillis(1500);

  private final String name;
  private final AsteriskSettings.Link settings;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final ArchivedRecordings archive;
  private final Mailbox desk;
  private final Map<LineId, AsteriskSeat> seats = new ConcurrentHashMap<>();

  /** By phone: whoever opens the line next finds the status that the agent chose. */
  private final Map<String, AgentWatch> agents = new ConcurrentHashMap<>();

  private final Cache<CallId, String> recorded =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(RECORDING_KEPT).build();

  // On the desk
  private final Channels channels = new Channels();
  private final Map<String, Set<AsteriskSeat>> byDevice = new HashMap<>();
  private final Set<AsteriskLine> lines = new LinkedHashSet<>();
  private final Map<String, Runnable> originating = new HashMap<>();

  /** Nobody has them open; their calls go on. */
  private final Set<AsteriskSeat> left = new LinkedHashSet<>();

  private final Set<Channel.Watcher> looking = new LinkedHashSet<>();
  private @Nullable AmiClient client;
  private Set<String> missing = Set.of();

  /** What came while the lists of what is going on are not complete; null otherwise. */
  private @Nullable List<AmiMessage> meanwhile;

  private boolean stands;
  private int attempt;
  private Loss loss = Loss.UNREACHABLE;
  private String trouble = "not connected yet";
  private volatile LinkState state;
  private volatile boolean closed;

  AsteriskLink(
      String name,
      AsteriskSettings.Link settings,
      InstantSource clock,
      ScheduledExecutorService timer) {
    this.name = name;
    this.settings = settings;
    this.clock = clock;
    this.timer = timer;
    this.archive = new ArchivedRecordings(settings.recordings());
    this.desk = new Mailbox("asterisk " + name);
    this.state = new LinkState(false, clock.instant(), trouble);
    desk.post(this::connect);
  }

  // The SPI, on any thread

  @Override
  public String name() {
    return name;
  }

  @Override
  public LinkState state() {
    return state;
  }

  @Override
  public Capabilities capabilities(Line line) {
    return LineParameters.of(line, settings).capabilities(settings);
  }

  @Override
  public PhoneSession attach(Line line, PhoneListener listener) {
    LineParameters parameters = LineParameters.of(line, settings);
    AsteriskSeat seat =
        seats.compute(
            line.id(),
            (_, there) ->
                there != null && there.serves(line, parameters.device())
                    ? there
                    : seat(there, line, parameters.device()));
    var opened = new AsteriskLine(line, parameters, seat, this, this, listener);
    opened.begin(parameters.capabilities(settings).call());
    return opened;
  }

  private AsteriskSeat seat(@Nullable AsteriskSeat former, Line line, String device) {
    if (former != null) {
      desk.post(() -> forget(former));
    }
    AgentWatch agent = agents.computeIfAbsent(device, AgentWatch::new);
    return new AsteriskSeat(line, device, agent, clock, desk, channels, this);
  }

  @Override
  public Optional<String> referenceTo(CallFinished finished) {
    return Optional.ofNullable(recorded.getIfPresent(finished.callId()));
  }

  @Override
  public RecordingAnswer open(String reference) {
    return archive.open(reference);
  }

  @Override
  public void close() {
    closed = true;
    desk.post(() -> {
      if (client != null) {
        client.close();
      }
      List.copyOf(lines).forEach(line -> line.ends(Loss.CLOSED, "the service stops"));
    });
  }

  // The connection

  private void connect() {
    if (!closed) {
      client = AmiClient.open("asterisk " + name, settings.account(), desk::post, timer, new Ear());
    }
  }

  private final class Ear implements AmiClient.Listener {
    @Override
    public void ready() {
      meanwhile = new ArrayList<>();
      catchUp();
    }

    @Override
    public void event(AmiMessage event) {
      if (meanwhile == null) {
        happened(event);
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
    if (stands || attempt == 0 || why != loss) {
      log.warn("The link {} to {} is lost: {} {}", name, settings, why, detail);
    }
    client = null;
    stands = false;
    meanwhile = null;
    originating.clear();
    loss = why == Loss.REFUSED ? Loss.UNREACHABLE : why; // an administrator can mend either
    trouble = why + " " + detail;
    tellState();
    for (AsteriskLine line : List.copyOf(lines)) {
      if (!line.waits()) {
        line.ends(Loss.CONNECTION_LOST, trouble);
      }
    }
    long millis =
        Math.min(LONGEST_DELAY.toMillis(), FIRST_DELAY.toMillis() << Math.min(attempt++, 10));
    later(Duration.ofMillis(millis), this::connect);
  }

  /** Asks what is going on; what happens meanwhile is worked off after that. */
  private void catchUp() {
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
    lines.forEach(line -> watch(line.itsSeat()));
    agents.values().forEach(AgentWatch::clear);
    taken.members().forEach(this::member);
    Collection<Channel> compared = channels.replaceBy(taken.channels());
    taken.heldBy().forEach((id, by) -> channels.find(id).ifPresent(waits -> waits.heldBy = by));
    taken
        .consultations()
        .forEach((id, is) -> channels.find(id).ifPresent(asks -> asks.consultation = is));
    stands = true; // what the lines see now may have to be acted on
    attempt = 0;
    trouble = "";
    look(compared);
    List<AmiMessage> came = meanwhile == null ? List.of() : meanwhile;
    meanwhile = null;
    came.forEach(this::happened);
    tellState();
    log.info("The link {} to {} stands; {} channels", name, settings, channels.size());
    List.copyOf(lines).forEach(this::begin);
  }

  private void tellState() {
    state = new LinkState(stands, clock.instant(), trouble);
  }

  // Events

  private void happened(AmiMessage event) {
    String what = event.event();
    if (what.startsWith("QueueMember")) {
      member(event);
      return;
    }
    switch (what) {
      case "OriginateResponse" -> originated(event);
      case "DTMFEnd" -> pressed(event);
      default -> look(channels.apply(event));
    }
  }

  private void look(Collection<Channel> touched) {
    if (touched.isEmpty()) {
      return;
    }
    looking.clear();
    for (Channel channel : touched) {
      Set<AsteriskSeat> here = byDevice.get(channel.device());
      if (here != null) {
        here.forEach(seat -> looking.add(seat.watch()));
      }
      looking.addAll(channel.watchers);
    }
    List.copyOf(looking).forEach(Channel.Watcher::look);
    if (!left.isEmpty()) {
      forgetIdle();
    }
  }

  /** Keys that are pressed here come as received on the channel of whoever presses them. */
  private void pressed(AmiMessage event) {
    if (!event.get("Direction").equals("Received")) {
      return;
    }
    String digit = event.get("Digit");
    Channel channel = channels.find(event.get("Uniqueid")).orElse(null);
    if (channel == null || digit.length() != 1) {
      return;
    }
    Set<AsteriskSeat> own = byDevice.getOrDefault(channel.device(), Set.of());
    own.forEach(seat -> seat.watch().pressed(channel, digit));
    for (Channel.Watcher watcher : List.copyOf(channel.watchers)) {
      if (watcher instanceof LineWatch watch && own.stream().noneMatch(s -> s.watch() == watch)) {
        watch.pressed(channel, digit);
      }
    }
  }

  private void originated(AmiMessage event) {
    Runnable failed = originating.remove(event.get("ActionID"));
    if (failed != null && event.get("Response").equals("Failure")) {
      failed.run();
    }
  }

  private void member(AmiMessage event) {
    String device = AgentWatch.deviceOf(event);
    AgentWatch agent = agents.get(device);
    if (agent != null) {
      agent.apply(event);
      for (AsteriskSeat seat : byDevice.getOrDefault(device, Set.of())) {
        AsteriskLine open = seat.opening();
        if (open != null) {
          open.agentChanged();
        }
      }
    }
  }

  // Lines

  @Override
  public void joins(AsteriskLine line) {
    lines.add(line);
    line.itsSeat().opening(line);
    seats.putIfAbsent(line.id(), line.itsSeat()); // it may have been forgotten a moment ago
    if (!stands) {
      later(
          PATIENCE,
          () -> {
            if (line.waits()) {
              line.ends(loss, trouble);
            }
          });
    } else {
      begin(line);
    }
  }

  private void begin(AsteriskLine line) {
    AsteriskSeat seat = line.itsSeat();
    boolean watched = byDevice.getOrDefault(seat.device(), Set.of()).contains(seat);
    if (watched || !line.hasAgent()) {
      watch(seat);
      line.begins();
    } else {
      beginsAfterQueues(line);
    }
  }

  /** From now on events of its phone are its business; one of another phone is so no more. */
  private void watch(AsteriskSeat seat) {
    byDevice.computeIfAbsent(seat.device(), _ -> new LinkedHashSet<>()).add(seat);
  }

  /** Of a phone that nobody watched so far, the queues that it is in are not known. */
  private void beginsAfterQueues(AsteriskLine line) {
    AmiClient asked = client;
    if (asked == null) {
      return;
    }
    asked
        .list(AmiAction.of("QueueStatus").with("Member", line.itsSeat().device()))
        .thenAccept(reply -> {
          watch(line.itsSeat());
          if (reply instanceof AmiReply.Done(_, List<AmiMessage> members)) {
            members.forEach(line.itsSeat().agent()::apply);
          }
          if (stands) {
            line.begins();
          }
        });
  }

  @Override
  public void leaves(AsteriskLine line) {
    lines.remove(line);
    AsteriskSeat seat = line.itsSeat();
    if (seat.opening() == line) {
      seat.opening(null);
      left.add(seat);
      forgetIdle();
    }
  }

  /** Of a line that nobody has open only the calls are kept that go on. */
  private void forgetIdle() {
    for (AsteriskSeat seat : List.copyOf(left)) {
      if (seat.opening() != null) {
        left.remove(seat);
      } else if (seat.calls().size() == 0) {
        left.remove(seat);
        seats.values().remove(seat);
        forget(seat);
      }
    }
  }

  private void forget(AsteriskSeat seat) {
    byDevice.computeIfPresent(
        seat.device(),
        (_, there) -> {
          there.remove(seat);
          return there.isEmpty() ? null : there;
        });
  }

  // What calls need

  @Override
  public AsteriskSettings.Link settings() {
    return settings;
  }

  @Override
  public CompletionStage<AmiReply> send(AmiAction action) {
    AmiClient open = client;
    return open == null || !stands
        ? CompletableFuture.completedFuture(new AmiReply.Unanswered())
        : open.send(action);
  }

  @Override
  public CompletionStage<AmiReply> originate(AmiAction action, String id, Runnable failed) {
    AmiClient open = client;
    if (open == null || !stands) {
      return CompletableFuture.completedFuture(new AmiReply.Unanswered());
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

  // What calls leave behind

  @Override
  public void stranded(Channel own) {
    send(AmiAction.of("Hangup").with("Channel", own.name()).with("Cause", "16"));
  }

  @Override
  public void asksApplication(Channel own) {
    later(
        APPLICATION_AFTER,
        () -> {
          own.applicationAsked = false; // it may be asked again
          AmiClient open = client;
          if (open != null && stands && own.alive()) {
            open.list(AmiAction.of("Status").with("Channel", own.name()))
                .thenAccept(reply -> {
                  if (reply instanceof AmiReply.Done(_, List<AmiMessage> said) && !said.isEmpty()) {
                    own.application = said.getFirst().get("Application");
                  }
                  look(List.of(own));
                });
          }
        });
  }

  /** Nobody waits for ever: the phone that hung up is rung again. */
  @Override
  public void forgotten(Channel far, Line line) {
    if (far.fetched) {
      return;
    }
    far.fetched = true;
    send(
        AmiAction.of("Redirect")
            .with("Channel", far.name())
            .with("Context", settings.context())
            .with("Exten", line.number().dialled())
            .with("Priority", "1"));
  }

  @Override
  public void recorded(CallId call, String file) {
    ArchivedRecordings.reference(file).ifPresent(reference -> recorded.put(call, reference));
  }
}
