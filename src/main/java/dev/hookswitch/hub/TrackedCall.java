package dev.hookswitch.hub;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CtiEvent.DtmfEntered.Origin;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call of a line with what the hub adds to it.
 *
 * @param record id of its row, given before anybody hears of the call (UUIDv7)
 * @param sent the last {@value #DIGITS_KEPT} digits sent
 * @param received the last {@value #DIGITS_KEPT} digits that came from the far end
 * @param origin what the call was begun from in a page of ours; null for every other call
 */
public record TrackedCall(
    UUID record,
    Call call,
    CallTimes times,
    String sent,
    String received,
    @Nullable CallOrigin origin) {
  static final int DIGITS_KEPT = 20;

  /**
   * @param at when the call was first heard of, which may be long after its start
   */
  static TrackedCall of(UUID record, Call call, Instant at) {
    var times = CallTimes.begin(call.state(), call.startedAt(), call.answeredAt(), at);
    return new TrackedCall(record, call, times, "", "", null);
  }

  /** The same call as it is now. */
  public TrackedCall with(Call now, Instant at) {
    return new TrackedCall(record, now, times.to(now.state(), at), sent, received, origin);
  }

  TrackedCall from(CallOrigin known) {
    return new TrackedCall(record, call, times, sent, received, known);
  }

  TrackedCall withDigits(String digits, Origin side) {
    return switch (side) {
      case SENT -> new TrackedCall(record, call, times, last(sent + digits), received, origin);
      case RECEIVED -> new TrackedCall(record, call, times, sent, last(received + digits), origin);
    };
  }

  private static String last(String digits) {
    return digits.substring(Math.max(0, digits.length() - DIGITS_KEPT));
  }
}
