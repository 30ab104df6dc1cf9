package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.messaging.PbxLink;
import dev.hookswitch.messaging.RawMessage;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneState;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.SipAccount;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * The link to one Asterisk. Everything of it and of its lines happens on its desk, one thing after
 * the other: messages, commands, timers. After each connection what is going on is compared with
 * what was known (asterisk.md §5): calls that went on keep their times, those that ended meanwhile
 * are closed.
 */
final class AsteriskLink implements PbxLink, AsteriskLine.Host, AsteriskConnection.Listener {
  /** So long a line waits for the connection before it is told that there is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final AsteriskSettings.Link settings;
  private final InstantSource clock;
  private final ArchivedRecordings archive;
  private final Mailbox desk;
  private final AsteriskConnection connection;
  private final Aftermath aftermath;
  private final AsteriskSeats seats;
  private final Phones phones;

  // On the desk
  private final Channels channels = new Channels();
  private final Set<AsteriskLine> lines = new LinkedHashSet<>();
  private final Set<Channel.Watcher> looking = new LinkedHashSet<>();
  private final Set<Overhearing> overhearings = new LinkedHashSet<>();

  AsteriskLink(
      String name,
      AsteriskSettings.Link settings,
      InstantSource clock,
      ScheduledExecutorService timer) {
    this.name = name;
    this.settings = settings;
    this.clock = clock;
    this.phones = new Phones(settings);
    this.archive = new ArchivedRecordings(settings.recordings(), timer);
    this.desk = new Mailbox("asterisk " + name);
    this.connection = new AsteriskConnection(name, settings, clock, desk, timer, this);
    this.aftermath = new Aftermath(connection, channel -> look(List.of(channel)));
    this.seats =
        new AsteriskSeats((line, parameters, agent) ->
            new AsteriskSeat(
                line, parameters, agent, clock, desk, channels, connection, aftermath));
    desk.post(connection::open);
  }

  // The SPI, on any thread

  @Override
  public String name() {
    return name;
  }

  @Override
  public LinkState state() {
    return connection.state();
  }

  @Override
  public Capabilities capabilities(Line line) {
    return LineParameters.of(line, settings).capabilities(settings);
  }

  @Override
  public Optional<SipAccount> sipAccount(Line line) {
    return LineParameters.sipAccount(line, settings);
  }

  @Override
  public PhoneSession attach(Line line, PhoneListener listener) {
    LineParameters parameters = phones.parameters(line);
    AsteriskSeat seat = seats.of(line, parameters);
    var opened = new AsteriskLine(line, parameters, seat, this, connection, listener);
    opened.begin(parameters.capabilities(settings).call());
    return opened;
  }

  @Override
  public Optional<String> referenceTo(CallFinished finished) {
    return aftermath.recordingOf(finished.callId());
  }

  @Override
  public RecordingAnswer open(String reference) {
    return archive.open(reference);
  }

  @Override
  public PhoneState stateOf(Line line) {
    return phones.of(line);
  }

  @Override
  public Runnable follow(Line line, Runnable changed) {
    return phones.follow(line, changed);
  }

  @Override
  public Runnable overhear(Line line, Consumer<RawMessage> listener) {
    String device = LineParameters.of(line, settings).device();
    var overhearing = new Overhearing(device, clock, listener);
    desk.post(() -> overhearings.add(overhearing));
    return () -> desk.post(() -> overhearings.remove(overhearing));
  }

  @Override
  public void close() {
    archive.close();
    desk.post(() -> {
      connection.close();
      List.copyOf(lines).forEach(line -> line.ends(Loss.CLOSED, "the service stops"));
    });
  }

  // The connection

  @Override
  public void stands(Inventory taken, List<AmiMessage> since) {
    lines.forEach(line -> seats.watch(line.itsSeat()));
    seats.agents().forEach(AgentWatch::clear);
    taken.members().forEach(this::member);
    Collection<Channel> compared = channels.replaceBy(taken.channels());
    taken.heldBy().forEach((id, by) -> channels.find(id).ifPresent(waits -> waits.heldBy = by));
    taken
        .consultations()
        .forEach((id, is) -> channels.find(id).ifPresent(asks -> asks.consultation = is));
    look(compared);
    phones.are(taken.devices());
    since.forEach(this::event);
    List.copyOf(lines).forEach(this::begin);
  }

  @Override
  public void lost(Loss why, String detail) {
    phones.areUnknown();
    for (AsteriskLine line : List.copyOf(lines)) {
      if (!line.waits()) {
        line.ends(why == Loss.REFUSED ? Loss.CONNECTION_LOST : why, detail);
      }
    }
  }

  @Override
  public void event(AmiMessage event) {
    overhearings.forEach(overhearing -> overhearing.hears(event));
    String what = event.event();
    if (what.startsWith("QueueMember")) {
      member(event);
    } else if (what.equals("DTMFEnd")) {
      pressed(event);
    } else if (what.equals("DeviceStateChange")) {
      phones.apply(event);
    } else {
      look(channels.apply(event));
    }
  }

  private void look(Collection<Channel> touched) {
    if (touched.isEmpty()) {
      return;
    }
    looking.clear();
    for (Channel channel : touched) {
      seats.at(channel.device()).forEach(seat -> looking.add(seat.watch()));
      looking.addAll(channel.watchers);
    }
    List.copyOf(looking).forEach(Channel.Watcher::look);
    touched.forEach(channel -> seats.forgetIdleAt(channel.device()));
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
    Set<AsteriskSeat> own = seats.at(channel.device());
    own.forEach(seat -> seat.watch().pressed(channel, digit));
    for (Channel.Watcher watcher : List.copyOf(channel.watchers)) {
      if (watcher instanceof LineWatch watch && own.stream().noneMatch(s -> s.watch() == watch)) {
        watch.pressed(channel, digit);
      }
    }
  }

  private void member(AmiMessage event) {
    seats
        .agentAt(AgentWatch.deviceOf(event))
        .ifPresent(agent -> {
          agent.apply(event);
          for (AsteriskSeat seat : seats.at(agent.device())) {
            AsteriskLine open = seat.opening();
            if (open != null) {
              open.agentChanged();
            }
          }
        });
  }

  // Lines

  @Override
  public Optional<Channel> ringingAt(PhoneNumber number) {
    return channels.of(phones.deviceAt(number)).stream().filter(Arrivals::isCalled).findFirst();
  }

  @Override
  public void joins(AsteriskLine line) {
    lines.add(line);
    seats.opened(line.itsSeat(), line);
    if (connection.stands()) {
      begin(line);
    } else {
      connection.later(
          PATIENCE,
          () -> {
            if (line.waits()) {
              line.ends(connection.lossOfLines(), connection.state().detail());
            }
          });
    }
  }

  private void begin(AsteriskLine line) {
    AsteriskSeat seat = line.itsSeat();
    if (seats.watches(seat) || !line.hasAgent()) {
      seats.watch(seat);
      line.begins();
    } else {
      beginsAfterQueues(line);
    }
  }

  /** Of a phone that nobody watched so far, the queues that it is in are not known. */
  private void beginsAfterQueues(AsteriskLine line) {
    AsteriskSeat seat = line.itsSeat();
    connection
        .list(AmiAction.of("QueueStatus").with("Member", seat.device()))
        .thenAccept(reply -> {
          if (reply instanceof AmiReply.Done(_, List<AmiMessage> members)) {
            members.forEach(seat.agent()::apply);
          }
          if (connection.stands() && seat.opening() == line) {
            seats.watch(seat);
            line.begins();
          }
        });
  }

  @Override
  public void leaves(AsteriskLine line) {
    lines.remove(line);
    if (line.itsSeat().opening() == line) {
      seats.left(line.itsSeat());
    }
  }
}
