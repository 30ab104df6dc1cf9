package dev.hookswitch.connectors.verto;

import dev.hookswitch.connectors.legs.UsualStates;
import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.wire.WireSocket;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.stereotype.Component;

/**
 * A plain FreeSWITCH with mod_verto: the page is the phone, and everything that is done with a call
 * goes over Verto. What a line needs is in {@link VertoParameters}.
 */
@Component
public final class VertoPhoneSystem implements PhoneSystem {
  /** {@link #id()}. */
  public static final String ID = "verto";

  private static final Capabilities WITH_PICTURES =
      new Capabilities(Feature.usualBut(), EnumSet.of(AgentFeature.SET_STATE));
  private static final Capabilities SOUND_ONLY =
      new Capabilities(Feature.usualBut(Feature.VIDEO), EnumSet.of(AgentFeature.SET_STATE));

  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("verto timer").factory());
  private final Map<LineId, VertoSeat> seats = new ConcurrentHashMap<>();

  VertoPhoneSystem(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Capabilities capabilities(Line line) {
    return VertoParameters.of(line).possible() == Media.AUDIO_AND_VIDEO
        ? WITH_PICTURES
        : SOUND_ONLY;
  }

  @Override
  public List<PhoneSetting> settings() {
    return VertoParameters.SETTINGS;
  }

  @Override
  public List<AgentStateOption> agentStates() {
    return UsualStates.MENU;
  }

  @Override
  public PhoneSession open(Line line, PhoneListener listener) {
    VertoSeat seat = seats.computeIfAbsent(line.id(), id -> new VertoSeat(id, clock));
    VertoParameters parameters = VertoParameters.of(line);
    var opened =
        new VertoLine(
            line,
            parameters.account(),
            parameters.possible(),
            seat,
            WireSocket::open,
            timer,
            listener);
    opened.begin(capabilities(line).call());
    return opened;
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
