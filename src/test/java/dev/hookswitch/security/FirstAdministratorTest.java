package dev.hookswitch.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.HookswitchTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@HookswitchTest(properties = "spring.application.name=first-administrator")
@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTest {
  @Autowired private FirstAdministrator first;
  @Autowired private People people;

  @Test
  void link_fromTheLog_worksOnce(CapturedOutput log) {
    first.offer();
    Matcher link = Pattern.compile("/setup\\?token=(\\S+)").matcher(log.getAll());
    String token = "";
    while (link.find()) {
      token = link.group(1);
    }
    String offered = token;
    assertThat(first.accepts(offered)).isTrue();
    assertThat(first.accepts(offered + "x")).isFalse();
    assertThatThrownBy(() -> first.create(offered, "Ada", "ada", "short"))
        .isInstanceOf(PeopleRefused.class);
    assertThat(first.create(offered, "Ada", "ada", "correct horse")).isTrue();
    assertThat(people.findBySignIn("ada").orElseThrow().roles())
        .containsExactly(Role.ADMINISTRATOR);
    assertThat(first.accepts(offered)).isFalse();
    assertThat(first.create(offered, "Eve", "eve", "correct horse")).isFalse();
  }
}
