package dev.hookswitch.messaging;

import dev.hookswitch.connectors.emulator.EmulatedExchange;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneState;
import dev.hookswitch.phone.RecordingAnswer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A phone system behind the Messaging Service that needs no other computer. */
public final class EmulatedPbx implements PbxAdapter, PbxLink {
  /** {@link #name()}. */
  public static final String LINK = "emulated";

  private final EmulatedExchange exchange = new EmulatedExchange();
  private final Map<LineId, Set<Consumer<RawMessage>>> overhearing = new ConcurrentHashMap<>();

  public Peer peer() {
    return exchange.peer();
  }

  /** The line's connection breaks; its calls go on. */
  public void loses(PhoneNumber line) {
    exchange.loses(line);
  }

  @Override
  public String kind() {
    return LINK;
  }

  @Override
  public List<PhoneSetting> lineSettings() {
    return List.of();
  }

  @Override
  public List<AgentStateOption> agentStates() {
    return exchange.system().agentStates();
  }

  @Override
  public List<PbxLink> open() {
    return List.of(this);
  }

  @Override
  public String name() {
    return LINK;
  }

  @Override
  public LinkState state() {
    return LinkState.connected(Instant.EPOCH);
  }

  @Override
  public Capabilities capabilities(Line line) {
    return exchange.system().capabilities(line);
  }

  /** Its events are all that it says. */
  @Override
  public PhoneSession attach(Line line, PhoneListener listener) {
    return exchange
        .system()
        .open(
            line,
            new PhoneListener() {
              @Override
              public void event(CtiEvent event) {
                overhearing
                    .getOrDefault(line.id(), Set.of())
                    .forEach(one -> one.accept(new RawMessage(event.at(), event.toString())));
                listener.event(event);
              }

              @Override
              public void signal(MediaSignal signal) {
                listener.signal(signal);
              }
            });
  }

  @Override
  public PhoneState stateOf(Line line) {
    return PhoneState.UNKNOWN;
  }

  @Override
  public Runnable follow(Line line, Runnable changed) {
    return () -> {};
  }

  @Override
  public Runnable overhear(Line line, Consumer<RawMessage> listener) {
    overhearing.computeIfAbsent(line.id(), _ -> ConcurrentHashMap.newKeySet()).add(listener);
    return () -> overhearing.getOrDefault(line.id(), new HashSet<>()).remove(listener);
  }

  @Override
  public Optional<String> referenceTo(CallFinished finished) {
    return Optional.empty();
  }

  @Override
  public RecordingAnswer open(String reference) {
    return RecordingAnswer.ABSENT;
  }

  @Override
  public void close() {
    exchange.close();
  }
}
