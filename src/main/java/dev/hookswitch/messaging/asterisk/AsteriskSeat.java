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
  private final @Nullable PagePhone page;
  private @Nullable AsteriskLine opening;

  AsteriskSeat(
      Line line,
      LineParameters parameters,
      AgentWatch agent,
      InstantSource clock,
      Mailbox desk,
      Channels channels,
      Pbx pbx,
      LineWatch.Helper helper) {
    super(line.id(), clock, desk);
    this.line = line;
    this.watch = new LineWatch(line, agent.device(), channels, calls(), helper);
    this.agent = agent;
    this.page =
        parameters.webPhone()
            ? new PagePhone(line, agent.device(), calls(), pbx, watch, helper)
            : null;
    if (page != null) {
      watch.isPage(page);
    }
  }

  LineId id() {
    return line.id();
  }

  /** Whether it is this line's; one that moved to another phone begins anew. */
  boolean serves(Line opened, LineParameters parameters) {
    return watch.device().equals(parameters.device())
        && parameters.webPhone() == (page != null)
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

  /** The page that is its phone; null for any other phone. */
  @Nullable PagePhone page() {
    return page;
  }

  AgentWatch agent() {
    return agent;
  }
}
