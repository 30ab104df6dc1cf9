package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * What is asked of Asterisk about channels (asterisk.md §6). What Asterisk took is accepted; what
 * comes of it is in the events. Used on the link's desk.
 */
final class ChannelActions {
  private static final Duration TONE = Duration.ofMillis(160);

  /** For what comes about by itself in a moment. */
  private static final Duration WAIT = Duration.ofMillis(50);

  private static final int MOST_WAITS = 60;

  private final Pbx pbx;

  ChannelActions(Pbx pbx) {
    this.pbx = pbx;
  }

  /** Sends a channel to another place in the dial plan. */
  CompletionStage<Outcome> redirect(Channel channel, String context, String extension) {
    return moves(redirection(channel, context, extension), MOST_WAITS, channel);
  }

  /** The other side to where it hears music, the phone to where it waits. */
  CompletionStage<Outcome> putAside(Channel far, Channel own) {
    return moves(
        redirection(far, Dialplan.HOLD, Dialplan.START)
            .with("ExtraChannel", own.name())
            .with("ExtraContext", Dialplan.WAIT)
            .with("ExtraExten", Dialplan.START)
            .with("ExtraPriority", "1"),
        MOST_WAITS,
        far,
        own);
  }

  private static AmiAction redirection(Channel channel, String context, String extension) {
    return AmiAction.of("Redirect")
        .with("Channel", channel.name())
        .with("Context", context)
        .with("Exten", extension)
        .with("Priority", "1");
  }

  /**
   * The two talk from now on.
   *
   * @param first is taken first: when that fails nothing has happened to the other one
   */
  CompletionStage<Outcome> bridge(Channel first, Channel second) {
    AmiAction action =
        AmiAction.of("Bridge")
            .with("Channel1", first.name())
            .with("Channel2", second.name())
            .with("Tone", "no");
    return moves(action, MOST_WAITS, first, second);
  }

  /**
   * A channel that is on its way to another place can be neither redirected nor bridged for some
   * moments, and no event tells when it has arrived.
   */
  private CompletionStage<Outcome> moves(AmiAction action, int tries, Channel... channels) {
    return pbx.send(action)
        .thenCompose(reply ->
            tries > 0 && onItsWay(reply) && alive(channels)
                ? after(() -> moves(action, tries - 1, channels))
                : CompletableFuture.completedFuture(reply.outcome()));
  }

  private static boolean onItsWay(AmiReply reply) {
    return reply instanceof AmiReply.Refused(String text)
        && (text.contains("not up") || text.startsWith("Unable to add Channel"));
  }

  private static boolean alive(Channel... channels) {
    for (Channel channel : channels) {
      if (!channel.alive()) {
        return false;
      }
    }
    return true;
  }

  private interface Step {
    CompletionStage<Outcome> take();
  }

  private CompletionStage<Outcome> after(Step step) {
    var outcome = new CompletableFuture<Outcome>();
    pbx.later(WAIT, () -> step.take().thenAccept(outcome::complete));
    return outcome;
  }

  /**
   * Waits until something is so that comes about by itself, for some seconds at most.
   *
   * @return accepted in either case
   */
  CompletionStage<Outcome> until(BooleanSupplier so) {
    return until(so, MOST_WAITS);
  }

  private CompletionStage<Outcome> until(BooleanSupplier so, int tries) {
    return tries == 0 || so.getAsBoolean()
        ? CompletableFuture.completedFuture(Outcome.ACCEPTED)
        : after(() -> until(so, tries - 1));
  }

  CompletionStage<Outcome> blindTransfer(Channel own, String context, String extension) {
    return ask(
        AmiAction.of("BlindTransfer")
            .with("Channel", own.name())
            .with("Context", context)
            .with("Exten", extension));
  }

  /** A channel that is not there any more has hung up already, which its event will tell. */
  CompletionStage<Outcome> hangUp(Channel channel, int cause) {
    return pbx.send(
            AmiAction.of("Hangup")
                .with("Channel", channel.name())
                .with("Cause", String.valueOf(cause)))
        .thenApply(
            reply -> reply instanceof AmiReply.Unanswered ? reply.outcome() : Outcome.ACCEPTED);
  }

  /** Tells the phone to {@code talk} or to {@code hold}. */
  CompletionStage<Outcome> notify(Channel own, String event) {
    return ask(
        AmiAction.of("PJSIPNotify").with("Channel", own.name()).with("Variable", "Event=" + event));
  }

  CompletionStage<Outcome> setvar(Channel channel, String variable, String value) {
    return ask(
        AmiAction.of("Setvar")
            .with("Channel", channel.name())
            .with("Variable", variable)
            .with("Value", value));
  }

  /** Whoever is at the channel hears the key. */
  CompletionStage<Outcome> hears(Channel channel, char digit) {
    return ask(key(channel, digit));
  }

  /** As if whoever is at the channel had pressed the key. */
  CompletionStage<Outcome> presses(Channel channel, char digit) {
    return ask(key(channel, digit).with("Receive", "true"));
  }

  private static AmiAction key(Channel channel, char digit) {
    return AmiAction.of("PlayDTMF")
        .with("Channel", channel.name())
        .with("Digit", String.valueOf(digit))
        .with("Duration", String.valueOf(TONE.toMillis()));
  }

  /** Whether the other side hears the phone. */
  void mute(Channel own, boolean muted) {
    pbx.send(
        AmiAction.of("MuteAudio")
            .with("Channel", own.name())
            .with("Direction", "in")
            .with("State", muted ? "on" : "off"));
  }

  /**
   * Records while the channel talks with somebody, after what the file holds already ({@code b},
   * {@code a}).
   */
  CompletionStage<Outcome> record(Channel own, String file) {
    return ask(
        AmiAction.of("MixMonitor")
            .with("Channel", own.name())
            .with("File", file)
            .with("Options", "ab"));
  }

  /** A channel of which no recording is made any more is what was asked for. */
  CompletionStage<Outcome> stopRecording(Channel recorded) {
    return pbx.send(AmiAction.of("StopMixMonitor").with("Channel", recorded.name()))
        .thenApply(reply -> {
          if (!(reply instanceof AmiReply.Refused)) {
            return reply.outcome();
          }
          recorded.recorders = 0;
          return Outcome.ACCEPTED;
        });
  }

  /**
   * Puts a channel into the parking lot.
   *
   * @param device the phone that is rung with it when nobody fetches it in time
   */
  CompletionStage<Outcome> park(Channel far, String device) {
    return ask(AmiAction.of("Park").with("Channel", far.name()).with("TimeoutChannel", device));
  }

  /**
   * What a variable of Asterisk itself holds.
   *
   * @return empty when Asterisk does not say
   */
  CompletionStage<String> global(String variable) {
    return pbx.send(AmiAction.of("Getvar").with("Variable", variable))
        .thenApply(reply ->
            reply instanceof AmiReply.Done(AmiMessage response, _) ? response.get("Value") : "");
  }

  /** Refuses a number that the dial plan lacks: for such a one some actions cut the caller off. */
  CompletionStage<Outcome> known(String number) {
    return pbx.send(
            AmiAction.of("Getvar")
                .with("Variable", "VALID_EXTEN(%s,%s)".formatted(pbx.settings().context(), number)))
        .thenApply(reply ->
            reply instanceof AmiReply.Done(AmiMessage response, _)
                    && response.get("Value").equals("0")
                ? Outcome.refused(Reason.WRONG_NUMBER, number)
                : Outcome.ACCEPTED);
  }

  private CompletionStage<Outcome> ask(AmiAction action) {
    return pbx.send(action).thenApply(AmiReply::outcome);
  }
}
