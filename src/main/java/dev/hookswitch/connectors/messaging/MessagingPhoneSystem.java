package dev.hookswitch.connectors.messaging;

import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.SipAccount;
import dev.hookswitch.tms.TmsTokens;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Lines of the Messaging Service: of the one in this process, or of one elsewhere when its address
 * is set.
 */
@Component
public final class MessagingPhoneSystem implements PhoneSystem {
  /** {@link #id()}. */
  public static final String ID = "messaging";

  /** What every library of the original can do (third-party.md §2.4), with a status to set. */
  static final Capabilities PUBLISHED =
      new Capabilities(
          EnumSet.of(
              Feature.DIAL,
              Feature.DROP,
              Feature.ANSWER,
              Feature.HOLD,
              Feature.UNHOLD,
              Feature.COMPLETE_TRANSFER,
              Feature.CANCEL_COMPLETE_TRANSFER,
              Feature.BLIND_TRANSFER,
              Feature.MAKE_CONSULT_CALL,
              Feature.DTMF),
          EnumSet.of(AgentFeature.SET_STATE));

  private final MessagingService service;
  private final TmsTokens tokens;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("messaging timer").factory());

  /** What services of ours said of their lines. */
  private final Map<LineId, Capabilities> learnt = new ConcurrentHashMap<>();

  MessagingPhoneSystem(MessagingService service, TmsTokens tokens, Clock clock) {
    this.service = service;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public String id() {
    return ID;
  }

  /** Of a line elsewhere what is published, until a service of ours has told more or less. */
  @Override
  public Capabilities capabilities(Line line) {
    return RemoteParameters.of(line).elsewhere()
        ? learnt.getOrDefault(line.id(), PUBLISHED)
        : service.capabilities(line);
  }

  @Override
  public List<PhoneSetting> settings() {
    return Stream.concat(RemoteParameters.SETTINGS.stream(), service.settings().stream()).toList();
  }

  /** A page reaches its phone system through this server, so not that of a line elsewhere. */
  @Override
  public Optional<SipAccount> sipAccount(Line line) {
    return RemoteParameters.of(line).elsewhere() ? Optional.empty() : service.sipAccount(line);
  }

  @Override
  public List<AgentStateOption> agentStates() {
    return service.agentStates();
  }

  @Override
  public PhoneSession open(Line line, PhoneListener listener) {
    if (!RemoteParameters.of(line).elsewhere()) {
      return service.open(line, listener);
    }
    var opened =
        new RemoteLine(
            line,
            capabilities(line),
            tokens,
            clock,
            timer,
            listener,
            can -> learnt.put(line.id(), can));
    opened.begin();
    return opened;
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
