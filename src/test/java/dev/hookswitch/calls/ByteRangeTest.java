package dev.hookswitch.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  private static final String TAG = "\"tag\"";

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=0-, 0, 99",
    "bytes=40-59, 40, 59",
    "bytes=99-, 99, 99",
    "bytes=40-4000, 40, 99",
    "bytes=-10, 90, 99",
    "bytes=-4000, 0, 99"
  })
  void range_withinTheFile_isAPart(String range, long from, long to) {
    assertThat(ByteRange.of(range, null, TAG, 100)).isEqualTo(new ByteRange.Part(from, to));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=9223372036854775807-"})
  void range_afterTheEnd_isBeyond(String range) {
    assertThat(ByteRange.of(range, null, TAG, 100)).isEqualTo(new ByteRange.Beyond());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=x-y",
        "bytes=9-3",
        "items=0-5",
        "bytes=0-1,5-6",
        "bytes=99999999999999999999-"
      })
  void range_malformedOrOfSeveralParts_isIgnored(String range) {
    assertThat(ByteRange.of(range, null, TAG, 100)).isEqualTo(new ByteRange.Whole());
  }

  @Test
  void range_none_isTheWhole() {
    assertThat(ByteRange.of(null, null, TAG, 100)).isEqualTo(new ByteRange.Whole());
  }

  @Test
  void range_ofAnEmptyFile_isBeyond() {
    assertThat(ByteRange.of("bytes=0-", null, TAG, 0)).isEqualTo(new ByteRange.Beyond());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "W/\"tag\"", "Fri, 20 Nov 2026 12:00:00 GMT"})
  void ifRange_ofAnotherFile_givesTheWhole(String ifRange) {
    assertThat(ByteRange.of("bytes=5-6", ifRange, TAG, 100)).isEqualTo(new ByteRange.Whole());
  }

  @Test
  void ifRange_ofTheSameFile_givesThePart() {
    assertThat(ByteRange.of("bytes=5-6", TAG, TAG, 100)).isEqualTo(new ByteRange.Part(5, 6));
  }
}
