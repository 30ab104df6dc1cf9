package dev.hookswitch.calls.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.shell.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallFormatTest {
  private static final Texts TEXTS = new Texts();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T13:06:12Z, 14:06, 14:06",
    "2026-11-19T16:42:00Z, Yest. 17:42, Вчера 17:42",
    "2026-11-19T23:30:00Z, 00:30, 00:30",
    "2026-03-01T16:42:00Z, 1 Mar 17:42, 1 мар. 17:42",
    "2025-12-31T16:42:00Z, 31 Dec 2025, 31 декабря 2025"
  })
  void when_eachDistance_isAsShortAsItStaysClear(Instant at, String english, String russian) {
    assertThat(format("en").when(at, TODAY)).isEqualTo(english);
    assertThat(format("ru").when(at, TODAY)).isEqualTo(russian);
  }

  @ParameterizedTest
  @CsvSource({"0, 0:00", "59, 0:59", "227, 3:47", "3600, 1:00:00", "42130, 11:42:10", "-3, 0:00"})
  void length_seconds_areShownAsAClock(long seconds, String shown) {
    assertThat(CallFormat.length(Duration.ofSeconds(seconds))).isEqualTo(shown);
  }

  @Test
  void party_nameNumberOrNothing_isCalledSomething() {
    CallFormat format = format("en");

    assertThat(format.party(new Party(new PhoneNumber("102"), "Ben"))).isEqualTo("Ben, 102");
    assertThat(format.party(Party.of(new PhoneNumber("102")))).isEqualTo("102");
    assertThat(format.party(Party.of(PhoneNumber.WITHHELD))).isEqualTo("Number withheld");
  }

  private static CallFormat format(String language) {
    Locale locale = Locale.of(language);
    return new CallFormat(
        locale,
        ZoneId.of("Europe/Berlin"),
        (key, arguments) -> TEXTS.getTranslation(key, locale, arguments));
  }
}
