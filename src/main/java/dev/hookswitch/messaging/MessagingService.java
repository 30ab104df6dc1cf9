package dev.hookswitch.messaging;

import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.Disconnected;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSetting.Kind;
import dev.hookswitch.phone.PhoneSetting.Scope;
import dev.hookswitch.phone.PhoneState;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.SipAccount;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * The links to phone systems that tell of all their lines over one connection, and the lines that
 * are open on them. Safe for use by many threads.
 */
@Service
public class MessagingService {
  /** Which link a line is on; the first one when the line names none. */
  public static final String LINK = "pbx";

  /** The profile in which there is a Messaging Service and nothing else. */
  public static final String ALONE = "messaging-service";

  private static final PhoneSetting LINK_SETTING =
      new PhoneSetting(LINK, Kind.TEXT, Scope.ONE_LINE);
  private static final Capabilities NOTHING = new Capabilities(Set.of(), Set.of());

  private final List<PbxAdapter> adapters;
  private final Clock clock;
  private final Troubles troubles = new Troubles();
  private final Map<String, LinkWatch> links = new LinkedHashMap<>();
  private final Map<LineId, PbxLink> linkOfLine = new ConcurrentHashMap<>();

  MessagingService(List<PbxAdapter> adapters, Clock clock) {
    this.adapters = List.copyOf(adapters);
    this.clock = clock;
    for (PbxAdapter adapter : adapters) {
      for (PbxLink link : adapter.open()) {
        if (links.put(link.name(), new LinkWatch(link, adapter.kind(), troubles)) != null) {
          throw new IllegalStateException("two links are named " + link.name());
        }
      }
    }
  }

  /** How the links do, in the order of the settings. Returns at once. */
  public List<LinkReport> reports() {
    return links.values().stream().map(LinkWatch::report).toList();
  }

  /**
   * How one of {@link #reports} does.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  LinkReport report(String link) {
    LinkWatch watch = links.get(link);
    if (watch == null) {
      throw new IllegalArgumentException(
          "link " + link + " (expected: one of " + links.keySet() + ")");
    }
    return watch.report();
  }

  /** What went wrong lately, the latest first. Returns at once. */
  public List<LinkTrouble> troubles() {
    return troubles.last();
  }

  /** Lines that are open now, by their numbers. Returns at once. */
  public List<Line> lines() {
    return links.values().stream()
        .flatMap(LinkWatch::lines)
        .sorted(Comparator.comparing(line -> line.number().dialled()))
        .toList();
  }

  /**
   * As {@link PbxLink#overhear}; of a line whose link does not exist nothing is heard.
   *
   * @return ends it
   */
  public Runnable overhear(Line line, Consumer<RawMessage> listener) {
    return linkOf(line).map(watch -> watch.link().overhear(line, listener)).orElse(() -> {});
  }

  /** What the phone of a line does; unknown when its link does not exist. Returns at once. */
  public PhoneState stateOf(Line line) {
    return linkOf(line).map(watch -> watch.link().stateOf(line)).orElse(PhoneState.UNKNOWN);
  }

  /**
   * As {@link PbxLink#follow}; of a line whose link does not exist nothing is heard.
   *
   * @return ends it
   */
  public Runnable follow(Line line, Runnable changed) {
    return linkOf(line).map(watch -> watch.link().follow(line, changed)).orElse(() -> {});
  }

  /** Whether two lines are on the same link. */
  public boolean together(Line one, Line other) {
    Optional<LinkWatch> watch = linkOf(one);
    return watch.isPresent() && watch.equals(linkOf(other));
  }

  /** What a line is told besides its number. */
  public List<PhoneSetting> settings() {
    Stream<PhoneSetting> ofAdapters =
        adapters.stream().flatMap(adapter -> adapter.lineSettings().stream());
    return Stream.concat(Stream.of(LINK_SETTING), ofAdapters).distinct().toList();
  }

  public List<AgentStateOption> agentStates() {
    var options = new LinkedHashSet<AgentStateOption>();
    adapters.forEach(adapter -> options.addAll(adapter.agentStates()));
    return List.copyOf(options);
  }

  public Capabilities capabilities(Line line) {
    return linkOf(line).map(watch -> watch.link().capabilities(line)).orElse(NOTHING);
  }

  /** As {@link dev.hookswitch.phone.PhoneSystem#sipAccount}. */
  public Optional<SipAccount> sipAccount(Line line) {
    return linkOf(line).flatMap(watch -> watch.link().sipAccount(line));
  }

  /** Opens a line on its link. A line whose link does not exist is told so, and over. */
  public PhoneSession open(Line line, PhoneListener listener) {
    Optional<LinkWatch> watch = linkOf(line);
    if (watch.isEmpty()) {
      listener.event(
          new Disconnected(
              line.id(),
              clock.instant(),
              Loss.MISCONFIGURED,
              links.isEmpty() ? "no link is set up" : "no link of that name: " + name(line)));
      return CLOSED;
    }
    linkOfLine.put(line.id(), watch.get().link());
    return watch.get().attach(line, listener);
  }

  private Optional<LinkWatch> linkOf(Line line) {
    String name = name(line);
    return name.isEmpty()
        ? links.values().stream().findFirst()
        : Optional.ofNullable(links.get(name));
  }

  private static String name(Line line) {
    return line.parameters().getOrDefault(LINK, "").strip();
  }

  /** As {@link dev.hookswitch.phone.Recordings#referenceTo}. */
  public Optional<String> referenceTo(CallFinished finished) {
    PbxLink link = linkOfLine.get(finished.line());
    return link == null
        ? Optional.empty()
        : link.referenceTo(finished).map(file -> link.name() + "/" + file);
  }

  /** As {@link dev.hookswitch.phone.Recordings#open}. May block for some seconds. */
  public RecordingAnswer recording(String reference) {
    int slash = reference.indexOf('/');
    LinkWatch watch = slash < 0 ? null : links.get(reference.substring(0, slash));
    return watch == null
        ? RecordingAnswer.ABSENT
        : watch.link().open(reference.substring(slash + 1));
  }

  @PreDestroy
  void stop() {
    links.values().forEach(watch -> watch.link().close());
  }

  private static final PhoneSession CLOSED =
      new PhoneSession() {
        @Override
        public CompletionStage<Outcome> execute(CtiCommand command) {
          return CompletableFuture.completedFuture(
              Outcome.refused(Outcome.Reason.NOT_CONNECTED, ""));
        }

        @Override
        public void close() {
          // It was never open.
        }
      };
}
