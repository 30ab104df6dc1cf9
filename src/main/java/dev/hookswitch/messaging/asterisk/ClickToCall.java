package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.PeerText;
import dev.hookswitch.messaging.asterisk.Arrivals.Expected;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are made from the panel (asterisk.md §4): the own phone rings first, then the dial
 * plan dials in the agent's name, or a call that rings elsewhere is taken. Used on the link's desk.
 */
final class ClickToCall {
  /** Between the order and the first event of the phone's channel. */
  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(8);

  private final Line line;
  private final LineParameters parameters;
  private final LineWatch watch;
  private final Pbx pbx;

  ClickToCall(Line line, LineParameters parameters, LineWatch watch, Pbx pbx) {
    this.line = line;
    this.parameters = parameters;
    this.watch = watch;
    this.pbx = pbx;
  }

  /** A call that was ordered has not begun yet. */
  boolean underWay() {
    return watch.expected() != null;
  }

  /**
   * Orders a call.
   *
   * @return accepted when the own phone is rung
   */
  CompletionStage<Outcome> to(PhoneNumber target) {
    return order(action(target), Party.of(target), null);
  }

  /**
   * Orders a call that takes the one which rings at another phone, as soon as the own one is
   * answered. The caller stays where the dial plan has put it: in its queue, if it is in one.
   *
   * @return accepted when the own phone is rung
   */
  CompletionStage<Outcome> takes(Channel ringing) {
    Party caller = Arrivals.callerOf(ringing);
    return order(action(ringing, caller), caller, ringing);
  }

  private CompletionStage<Outcome> order(AmiAction action, Party other, @Nullable Channel taken) {
    String channel = "hookswitch-" + UUID.randomUUID();
    action.with("ChannelId", channel);
    var outcome = new CompletableFuture<Outcome>();
    watch.expects(new Expected(channel, other, taken, () -> outcome.complete(Outcome.ACCEPTED)));
    Runnable notRung =
        () -> notBegun(channel, outcome, Reason.UNAVAILABLE, line.number().dialled());
    pbx.originate(action, channel, notRung)
        .thenAccept(reply -> {
          if (reply instanceof AmiReply.Refused(String text)) {
            notBegun(channel, outcome, Reason.FAILED, PeerText.words(text));
          } else if (reply instanceof AmiReply.Unanswered) {
            notBegun(channel, outcome, Reason.NOT_CONNECTED, "");
          }
        });
    pbx.later(BEGINS_WITHIN, () -> notBegun(channel, outcome, Reason.FAILED, ""));
    return outcome;
  }

  private void notBegun(
      String channel, CompletableFuture<Outcome> outcome, Reason reason, String detail) {
    if (outcome.complete(Outcome.refused(reason, detail))) {
      Expected order = watch.expected();
      if (order != null && order.channel().equals(channel)) {
        watch.expects(null);
      }
    }
  }

  private AmiAction action(PhoneNumber target) {
    boolean own = pbx.has(Dialplan.DIAL);
    AmiAction action =
        originate()
            .with("Context", own ? Dialplan.DIAL : pbx.settings().context())
            .with("Exten", target.dialled())
            .with("Priority", "1");
    if (own) { // what the agent's phone shows; the dial plan puts the agent's own number back
      action
          .with("CallerID", "<%s>".formatted(target.dialled()))
          .variable("CTI_NUMBER", line.number().dialled())
          .variable("CTI_NAME", oneLine(line.name()));
    }
    return action;
  }

  /** The agent's phone shows the caller, and the caller's will show the agent. */
  private AmiAction action(Channel ringing, Party caller) {
    return originate()
        .with("Application", "PickupChan")
        .with("Data", ringing.name())
        .variable("CALLERID(num)", line.number().dialled())
        .variable("CALLERID(name)", oneLine(line.name()))
        .variable("CONNECTEDLINE(num,i)", oneLine(caller.number().dialled()))
        .variable("CONNECTEDLINE(name,i)", oneLine(caller.name()));
  }

  /** Never synchronous: the whole connection would stand still until the phone answers. */
  private AmiAction originate() {
    AmiAction action =
        AmiAction.of("Originate")
            .with("Channel", parameters.device())
            .with("Timeout", String.valueOf(pbx.settings().ringSeconds() * 1000L))
            .with("Async", "true");
    if (parameters.answersByHeader() && parameters.device().startsWith("PJSIP/")) {
      action
          .variable("PJSIP_HEADER(add,Call-Info)", "<sip:pbx>;answer-after=0")
          .variable("PJSIP_HEADER(add,Alert-Info)", "<http://pbx>;info=alert-autoanswer");
    }
    return action;
  }

  private static String oneLine(String name) {
    return name.replaceAll("[\\p{Cntrl}\"<>]", " ");
  }
}
