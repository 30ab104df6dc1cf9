package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.verto.VertoAccount;
import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.PhoneConnection;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.wire.WireSocket;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.stereotype.Component;

/**
 * Webitel with its classic event server: a desk phone, or a web phone over Verto. What a line needs
 * is in {@link WebitelParameters}.
 */
@Component
public final class WebitelCtiProvider implements PhoneSystem {
  /** {@link #id()}. */
  public static final String ID = "webitel";

  /** The event server can neither answer on a desk phone nor mute it (webitel.md §0.5). */
  private static final Set<Feature> OF_THE_PAGE =
      EnumSet.of(Feature.ANSWER, Feature.MUTE, Feature.UNMUTE, Feature.VIDEO);

  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webitel timer").factory());
  private final Map<LineId, WebitelSeat> seats = new ConcurrentHashMap<>();

  WebitelCtiProvider(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Capabilities capabilities(Line line) {
    return new Capabilities(
        features(WebitelParameters.of(line)), EnumSet.allOf(AgentFeature.class));
  }

  private static Set<Feature> features(WebitelParameters parameters) {
    Set<Feature> features = Feature.usualBut();
    if (parameters.phone() == null) {
      features.removeAll(OF_THE_PAGE);
    } else if (parameters.possible() == Media.AUDIO) {
      features.remove(Feature.VIDEO);
    }
    return features;
  }

  @Override
  public List<PhoneSetting> settings() {
    return WebitelParameters.SETTINGS;
  }

  /** A Webitel user is known by digits (webitel.md §14). */
  @Override
  public boolean takes(PhoneNumber number) {
    return number.dialled().chars().allMatch(each -> each >= '0' && each <= '9');
  }

  @Override
  public List<PhoneConnection> connections(Line line) {
    WebitelParameters parameters = WebitelParameters.of(line);
    var env = new WebitelTrial.Environment(timer, clock);
    var events =
        new PhoneConnection(
            WebitelParameters.ADDRESS,
            listener -> WebitelTrial.ofEvents(line, parameters.account(), env, listener));
    VertoAccount phone = parameters.phone();
    return phone == null
        ? List.of(events)
        : List.of(
            events,
            new PhoneConnection(
                WebitelParameters.PHONE_ADDRESS,
                listener -> WebitelTrial.ofPhone(line, phone, env, listener)));
  }

  @Override
  public List<AgentStateOption> agentStates() {
    return WebitelStates.MENU;
  }

  @Override
  public PhoneSession open(Line line, PhoneListener listener) {
    WebitelParameters parameters = WebitelParameters.of(line);
    WebitelSeat seat = seats.computeIfAbsent(line.id(), id -> new WebitelSeat(id, clock));
    var opened = new WebitelLine(line, parameters, seat, WireSocket::open, timer, listener);
    opened.begin(features(parameters));
    return opened;
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
