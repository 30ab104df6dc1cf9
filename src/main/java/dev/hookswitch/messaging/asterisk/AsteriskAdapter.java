package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.messaging.PbxAdapter;
import dev.hookswitch.messaging.PbxLink;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.PhoneSetting;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.stereotype.Component;

/** Asterisk 13 and newer, over the manager interface. */
@Component
final class AsteriskAdapter implements PbxAdapter {
  private final AsteriskSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("asterisk timer").factory());

  AsteriskAdapter(AsteriskSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "asterisk";
  }

  @Override
  public List<PhoneSetting> lineSettings() {
    return LineParameters.SETTINGS;
  }

  @Override
  public List<AgentStateOption> agentStates() {
    return AgentWatch.MENU;
  }

  @Override
  public List<PbxLink> open() {
    List<PbxLink> links = new ArrayList<>();
    settings
        .asterisk()
        .forEach((name, link) -> links.add(new AsteriskLink(name, link, clock, timer)));
    return links;
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
