package dev.hookswitch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "7",
        "\"x\"",
        "[]",
        "{",
        "{\"a\":}",
        "{} {}",
        "nothing",
        "\u0000"
      })
  void object_ofAnythingElse_isEmpty(String text) {
    assertThat(WireJson.object(text)).isEmpty();
  }

  @Test
  void object_nestedTooDeep_isEmpty() {
    assertThat(WireJson.object("{\"a\":".repeat(40) + "1" + "}".repeat(40))).isEmpty();
    assertThat(WireJson.parse("[".repeat(100_000))).isEmpty();
  }

  @Test
  void object_keyTwice_keepsTheLater() {
    assertThat(WireJson.text(WireJson.object("{\"m\":\"a\",\"m\":\"b\"}").orElseThrow(), "m"))
        .isEqualTo("b");
  }

  @Test
  void text_ofWhatIsNoText_isEmpty() {
    var object = WireJson.object("{\"n\":7,\"o\":{},\"a\":[1],\"z\":null}").orElseThrow();

    assertThat(WireJson.text(object, "n")).isEqualTo("7");
    assertThat(WireJson.text(object, "o")).isEmpty();
    assertThat(WireJson.text(object, "a")).isEmpty();
    assertThat(WireJson.text(object, "z")).isEmpty();
    assertThat(WireJson.text(object, "missing")).isEmpty();
    assertThat(WireJson.text(null, "n")).isEmpty();
  }
}
