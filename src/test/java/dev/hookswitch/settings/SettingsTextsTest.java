package dev.hookswitch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.AccountAnswer;
import dev.hookswitch.phone.LineOption;
import dev.hookswitch.security.Language;
import dev.hookswitch.shell.Texts;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTextsTest {
  @Test
  void everyProblem_hasItsSentence() {
    Set<String> keys = new Texts().all(Language.EN).keySet();
    assertThat(keys)
        .containsAll(
            Arrays.stream(LineRefused.Problem.values()).map(LineRefused.Problem::textKey).toList())
        .containsAll(
            Arrays.stream(SystemSettingsRefused.Problem.values())
                .map(SystemSettingsRefused.Problem::textKey)
                .toList())
        .containsAll(
            Arrays.stream(AccountAnswer.Reason.values())
                .map(AccountAnswer.Reason::textKey)
                .toList())
        .containsAll(
            Arrays.stream(LineOption.values()).map(option -> "setting." + option.code()).toList())
        .containsAll(
            Arrays.stream(ProvisioningProblem.Kind.values())
                .map(ProvisioningProblem.Kind::textKey)
                .toList());
  }
}
