package dev.hookswitch.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How numbers are read. */
class NumberReaderTest {
  static IdentificationSettings settings(@Nullable String region, String... outsidePrefixes) {
    return new IdentificationSettings(
        region, 9, 4, Arrays.asList(outsidePrefixes), List.of(RecordRef.CONTACT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # region | typed                     | identity
          RU       | +7 (495) 555-01-00        | +74955550100
          RU       | 8 (495) 555-01-00         | +74955550100
          RU       | 8-800-555-35-35           | +78005553535
          RU       | 495 555 01 00             | +74955550100
          RU       | 7 495 555 01 00           | +74955550100
          RU       | 8 10 49 30 123456         | +4930123456
          RU       | +7 (8) 495 555-01-00      | +74955550100
          RU       | 8.916.123.45.67           | +79161234567
          RU       | 8[916]1234567             | +79161234567
          DE       | 030/1234567               | +49301234567
          DE       | +49 (0)30 123 45-67       | +49301234567
          DE       | 0049 30 1234567           | +49301234567
          DE       | 49 30 1234567             | +49301234567
          GB       | 020 7946 0000             | +442079460000
          GB       | +44 (0) 20 7946 0000      | +442079460000
          GB       | 00 1 212 555 0100         | +12125550100
          IT       | 06 1234 5678              | +390612345678
          IT       | +39 (0)6 1234 5678        | +390612345678
          US       | (212) 555-0100            | +12125550100
          US       | 1-212-555-0100            | +12125550100
          US       | 011 7 495 555 01 00       | +74955550100
          US       | 1-800-FLOWERS             | +18003569377
          US       | 555-0100                  | 5550100
          AU       | 0011 1 212 555 0100       | +12125550100
          JP       | 010 1 212 555 0100        | +12125550100
          FR       | 01 42 68 53 00            | +33142685300
          CH       | 044 668 18 00             | +41446681800
          UA       | 044 123 45 67             | +380441234567
          KZ       | 8 727 258 00 00           | +77272580000
          BR       | 0 15 11 3456-7890         | +551134567890
          -        | +7 495 555 01 00          | +74955550100
          -        | 00 7 495 555 01 00        | +74955550100
          -        | 011 44 20 7946 0000       | +442079460000
          -        | 8 495 555 01 00           | 84955550100
          -        | 7 495 555 01 00           | 74955550100
          """)
  void form_ofEveryNotation_namesTheSameNumber(String region, String typed, String identity) {
    assertThat(read(region, typed).identity()).isEqualTo(identity);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+7 495 555-01-00 ext. 12",
        "+7 495 555-01-00 ext 12",
        "+7 495 555-01-00;ext=12",
        "+7 495 555-01-00 extension: 12",
        "+7 495 555-01-00 x12",
        "+7 495 555-01-00x12",
        "+7 495 555-01-00 доб. 12",
        "+7 495 555-01-00 (доб. 12)",
        "+7 495 555-01-00, доб.12",
        "+7 495 555-01-00 вн. 12",
        "+7 495 555-01-00,,12",
        "tel:+7-495-555-01-00;ext=12",
        "TEL:+74955550100",
        "tel:%2B7%20495%205550100",
        "tel:495-555-01-00;phone-context=+7",
        "раб.: +7 495 555-01-00 (после шести)",
        "mobile +7 495 555 01 00",
        "\u202a+7\u00a0495\u2009555\u201301\u201100\u202c",
        "+7 ４９５ ５５５ ０１ ００",
        "＋７４９５５５５０１００"
      })
  void form_withWhatDoesNotBelongToTheNumber_isTheNumber(String typed) {
    assertThat(read("RU", typed))
        .isEqualTo(new NumberForm("+74955550100", "74955550100", "00105555947"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "anonymous",
        "Anonymous",
        "unavailable",
        "restricted",
        "скрыт",
        "0",
        "000000",
        "+266696687",
        "agent12",
        "agent@10.0.0.1",
        "8 495 555 01 00, 8 495 555 01 01",
        "+",
        "--",
        "++7495",
        "7495+5550100",
        "null",
        "<b>1</b>"
      })
  void form_withheldOrMalformed_isNone(String typed) {
    assertThat(read("RU", typed)).isEqualTo(NumberForm.NONE);
  }

  @Test
  void form_longerThanAnyNumber_isNone() {
    assertThat(read("RU", "1".repeat(65))).isEqualTo(NumberForm.NONE);
    assertThat(read("RU", "1".repeat(100_000))).isEqualTo(NumberForm.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "101", "1234", "0101"})
  void form_ofAnInternalNumber_hasNoCountry(String typed) {
    assertThat(read("RU", typed))
        .isEqualTo(new NumberForm(null, typed, new StringBuilder(typed).reverse().toString()));
  }

  @Test
  void form_ofAServiceCode_keepsItsStar() {
    assertThat(read("RU", "*72")).isEqualTo(new NumberForm(null, "*72", ""));
    assertThat(read("RU", "#31#84955550100").identity()).isEqualTo("#31#84955550100");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # region | prefix | typed               | identity
          RU       | 9      | 9 8 495 555 01 00   | +74955550100
          RU       | 9      | 9+74955550100       | +74955550100
          RU       | 9      | 9161234567          | +79161234567
          RU       | 9      | 9 8 10 49 30 123456 | +4930123456
          US       | 9      | 9 1 212 555 0100    | +12125550100
          US       | 9      | 9 011 44 2079460000 | +442079460000
          DE       | 0      | 0 030 1234567       | +49301234567
          DE       | 00     | 00 030 1234567      | +49301234567
          US       | 9      | 9101                | 9101
          -        | 9      | 900442079460000     | +442079460000
          RU       | 9      | +99365123456        | +99365123456
          DE       | 88     | 88 030 1234567      | +49301234567
          DE       | 88     | 8803 123456         | +498803123456
          DE       | 88     | 08803 123456        | +498803123456
          DE       | 0      | 0043 1 5880 1234    | +43158801234
          """)
  void form_afterAnOutsidePrefix_isTheNumberBehindIt(
      String region, String prefix, String typed, String identity) {
    NumberReader reader = new NumberReader(settings(region.equals("-") ? null : region, prefix));

    assertThat(reader.form(typed).identity()).isEqualTo(identity);
  }

  @Test
  void form_thatIsANationalNumberAndAForeignOneWithoutPlus_isTheNationalNumber() {
    assertThat(read("RU", "49 51 23 45 67").e164()).isEqualTo("+74951234567");
    assertThat(read("FR", "49 51 23 45 67").e164()).isEqualTo("+4951234567");
    assertThat(read("-", "49 51 23 45 67").e164()).isNull();
    assertThat(read("US", "44 20 7946 0000").e164()).isEqualTo("+442079460000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *72#                    | *72#
          8 (495) 555-01-00       | 84955550100
          +7 (495) 555-01-00      | +74955550100
          +44 (0)20 7946 0000     | +442079460000
          495 555 01 00 доб. 12   | 4955550100
          tel:+1-212-555-0100     | +12125550100
          101                     | 101
          9,84955550100           |
          hello                   |
          """)
  void dialable_ofWhatIsTyped_keepsWhatCanBeDialled(String typed, @Nullable String dialled) {
    assertThat(NumberReader.dialable(typed).map(Object::toString).orElse(null)).isEqualTo(dialled);
  }

  private static NumberForm read(String region, String typed) {
    return new NumberReader(settings(region.equals("-") ? null : region)).form(typed);
  }
}
