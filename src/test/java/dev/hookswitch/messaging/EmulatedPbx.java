package dev.hookswitch.messaging;

import dev.hookswitch.connectors.emulator.EmulatedExchange;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.RecordingAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A phone system behind the Messaging Service that needs no other computer. */
public final class EmulatedPbx implements PbxAdapter, PbxLink {
  /** {@link #name()}. */
  public static final String LINK = "emulated";

  private final EmulatedExchange exchange = new EmulatedExchange();

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

  @Override
  public PhoneSession attach(Line line, PhoneListener listener) {
    return exchange.system().open(line, listener);
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
