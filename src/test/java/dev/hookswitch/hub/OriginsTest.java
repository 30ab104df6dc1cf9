package dev.hookswitch.hub;

import static dev.hookswitch.phone.CallBuilder.NOON;
import static dev.hookswitch.phone.CallBuilder.outgoing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.PhoneNumber;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private static final CallOrigin ORIGIN = new CallOrigin("contact", new UUID(1, 1));

  @Test
  void call_thatBeginsTooLate_isAnotherOne() {
    var wanted = new Origins.Wanted(new PhoneNumber("101"), ORIGIN, NOON);
    var call = outgoing("a").with("101", "").build();

    assertThat(wanted.begins(call, NOON.plus(Origins.PATIENCE))).isTrue();
    assertThat(wanted.begins(call, NOON.plus(Origins.PATIENCE).plusMillis(1))).isFalse();
  }

  @Test
  void shortNumbers_areTheSameDigitByDigitOnly() {
    var wanted = new Origins.Wanted(new PhoneNumber("101"), ORIGIN, NOON);

    assertThat(wanted.begins(outgoing("a").with("9101", "").build(), NOON)).isFalse();
    assertThat(wanted.begins(outgoing("a").with("*101", "").build(), NOON)).isFalse();
  }
}
