package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.Seat;
import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the link keeps of a line, whether or not anybody has it open. */
final class AsteriskSeat extends Seat<AsteriskCall> {
  private final Line line;
  private final LineWatch watch;
  private final AgentWatch agent;
  private @Nullable AsteriskLine opening;

  AsteriskSeat(
      Line line,
      AgentWatch agent,
      InstantSource clock,
      Mailbox desk,
      Channels channels,
      LineWatch.Helper helper) {
    super(line.id(), clock, desk);
    this.line = line;
    this.watch = new LineWatch(line, agent.device(), channels, calls(), helper);
    this.agent = agent;
  }

  LineId id() {
    return line.id();
  }

  /** Whether it is this line's; one that moved to another phone begins anew. */
  boolean serves(Line opened, String device) {
    return watch.device().equals(device)
        && line.number().equals(opened.number())
        && line.name().equals(opened.name());
  }

  /** Who has the line open now; null when nobody does. */
  @Nullable AsteriskLine opening() {
    return opening;
  }

  void opening(@Nullable AsteriskLine now) {
    opening = now;
  }

  String device() {
    return watch.device();
  }

  LineWatch watch() {
    return watch;
  }

  AgentWatch agent() {
    return agent;
  }
}
