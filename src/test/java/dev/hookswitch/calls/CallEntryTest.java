package dev.hookswitch.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.calls.CallEntry.Result;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallEntryTest {
  @ParameterizedTest
  @CsvSource({
    "IN,  NO_ANSWER,      MISSED",
    "IN,  CANCELLED,      MISSED",
    "IN,  BUSY,           MISSED",
    "IN,  BROKEN_OFF,     MISSED",
    "IN,  DECLINED,       DECLINED",
    "OUT, DECLINED,       DECLINED",
    "OUT, NO_ANSWER,      NO_ANSWER",
    "OUT, ENDED_BY_USER,  CANCELLED",
    "OUT, BUSY,           BUSY",
    "OUT, UNAVAILABLE,    UNAVAILABLE",
    "OUT, WRONG_NUMBER,   WRONG_NUMBER",
    "OUT, BROKEN_OFF,     BROKEN_OFF"
  })
  void result_neverAnswered_saysWhy(CallDirection direction, EndReason reason, Result result) {
    CallEntry call = new SampleCall(direction, CallState.NONE, null, reason).entry();

    assertThat(call.result()).isEqualTo(result);
    assertThat(call.missed()).isEqualTo(result == Result.MISSED);
  }

  @ParameterizedTest
  @CsvSource({
    "ENDED_BY_USER,  ANSWERED",
    "ENDED_BY_OTHER, ANSWERED",
    "TRANSFERRED,    TRANSFERRED",
    "BROKEN_OFF,     BROKEN_OFF"
  })
  void result_answered_isNeverMissed(EndReason reason, Result result) {
    CallEntry call =
        new SampleCall(CallDirection.IN, CallState.NONE, SampleCall.START, reason).entry();

    assertThat(call.result()).isEqualTo(result);
    assertThat(call.missed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "IN,  ALERTING,  RINGING",
    "OUT, ALERTING,  CALLING",
    "IN,  CONNECTED, TALKING",
    "IN,  HOLDED,    ON_HOLD"
  })
  void result_callGoesOn_saysWhatItDoes(CallDirection direction, CallState state, Result result) {
    assertThat(new SampleCall(direction, state, null, null).entry().result()).isEqualTo(result);
  }

  @Test
  void missed_callThatStillRings_isNotYet() {
    assertThat(new SampleCall(CallDirection.IN, CallState.ALERTING, null, null).entry().missed())
        .isFalse();
  }
}
