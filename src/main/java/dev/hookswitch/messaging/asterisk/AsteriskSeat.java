package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.Seat;
import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.Line;
import java.time.InstantSource;

/** What the link keeps of a line, whether or not anybody has it open. */
final class AsteriskSeat extends Seat<AsteriskCall> {
  private final Line line;
  private final LineWatch watch;
  private final AgentWatch agent;

  AsteriskSeat(
      Line line,
      String device,
      InstantSource clock,
      Mailbox desk,
      Channels channels,
      LineWatch.Helper helper) {
    super(line.id(), clock, desk);
    this.line = line;
    this.watch = new LineWatch(line, device, channels, calls(), helper);
    this.agent = new AgentWatch(device);
  }

  /** Whether it is this line's; one that moved to another phone begins anew. */
  boolean serves(Line opened, String device) {
    return watch.device().equals(device)
        && line.number().equals(opened.number())
        && line.name().equals(opened.name());
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
