package dev.hookswitch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberMaskTest {
  @Test
  void free_ofAMask_countsUpAndSkipsWhatIsTaken() {
    NumberMask mask = NumberMask.typed(" 10## ").orElseThrow();
    assertThat(mask.size()).isEqualTo(100);
    assertThat(mask.free(Set.of("1001", "9"), 3)).containsExactly("1000", "1002", "1003");
  }

  @Test
  void free_ofMoreThanTheMaskHas_areFewer() {
    assertThat(new NumberMask("7#").free(Set.of("70"), 20))
        .hasSize(9)
        .startsWith("71")
        .endsWith("79");
  }

  @Test
  void free_ofPlacesAlone_keepTheirLength() {
    assertThat(new NumberMask("###").free(Set.of(), 1)).containsExactly("000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "100", "1#0", "#######", "10xx", "+10#", "1 0#"})
  void typed_thatIsNoMask_isNone(String text) {
    assertThat(NumberMask.typed(text)).isEmpty();
  }
}
