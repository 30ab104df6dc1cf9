package dev.hookswitch.panel;

import dev.hookswitch.panel.CallView.Kind;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * How the end of a call is told: the word of its state, and a sentence with a next step.
 *
 * @param repeatable whether calling again makes sense
 */
record Trouble(Kind kind, String state, Text sentence, boolean repeatable) {
  private static final String PARKED = "state.parked";

  static Trouble of(Call call) {
    EndReason reason = call.endReason() == null ? EndReason.FAILED : call.endReason();
    String who = call.peer().name().isBlank() ? call.peer().number().dialled() : call.peer().name();
    boolean callable = !call.peer().number().withheld();
    boolean out = call.direction() == CallDirection.OUT;
    return switch (reason) {
      case ENDED_BY_USER -> calm("call.endedBy.me");
      case ENDED_BY_OTHER -> calm("call.endedBy.other");
      case TRANSFERRED -> calm("call.endedBy.transfer");
      case ANSWERED_ELSEWHERE -> calm("call.endedBy.elsewhere");
      case PARKED -> parked(call.redirection());
      case CANCELLED -> calm(out ? "call.endedBy.me" : "call.endedBy.other");
      case DECLINED ->
          out
              ? new Trouble(Kind.FAILED, "state.declined", Text.of("err.declined", who), true)
              : calm("call.endedBy.me");
      case BUSY -> new Trouble(Kind.FAILED, "state.busy", Text.of("err.busy", who), true);
      case NO_ANSWER ->
          out
              ? new Trouble(Kind.FAILED, "state.noAnswer", Text.of("err.noAnswer.plain", who), true)
              : calm("state.missed");
      case UNAVAILABLE ->
          new Trouble(Kind.FAILED, "state.unavailable", Text.of("err.unavailable", who), true);
      case WRONG_NUMBER ->
          new Trouble(
              Kind.FAILED,
              "state.wrongNumber",
              Text.of("err.wrongNumber", call.peer().number().dialled()),
              false);
      case FAILED -> new Trouble(Kind.FAILED, "state.failed", Text.of("err.failed"), callable);
      case BROKEN_OFF ->
          new Trouble(Kind.FAILED, "state.brokenOff", Text.of("err.brokenOff"), callable);
    };
  }

  private static Trouble parked(@Nullable PhoneNumber space) {
    return space == null
        ? calm("call.endedBy.transfer")
        : new Trouble(Kind.ENDED, PARKED, Text.of("call.endedBy.parked", space.dialled()), false);
  }

  /** Whether the sentence only says who ended it, and there is nothing to do. */
  boolean calm() {
    return kind == Kind.ENDED && !parked();
  }

  /** Whether the call waits where the agent can fetch it. */
  boolean parked() {
    return state.equals(PARKED);
  }

  private static Trouble calm(String sentence) {
    return new Trouble(Kind.ENDED, "state.ended", Text.of(sentence), false);
  }
}
