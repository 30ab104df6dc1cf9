package dev.hookswitch.calls.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.calls.CallEntry.Result;
import dev.hookswitch.calls.CallFilter.Kind;
import dev.hookswitch.calls.CallFilter.Linked;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.ui.CallQuery.Period;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.security.Language;
import dev.hookswitch.shell.Texts;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallsTextsTest {
  /** Events that are never about one call. */
  private static final Set<String> OF_THE_LINE =
      Set.of(
          "initialized",
          "disconnected",
          "agentStateChanged",
          "callCentreStateChanged",
          "activeCallSnapshot",
          "rawMessage");

  @ParameterizedTest
  @EnumSource
  void texts_everythingThatACallCanBe_haveWords(Language language) {
    assertThat(new Texts().all(language))
        .containsKeys(keys("calls.result.", Result.values()))
        .containsKeys(keys("calls.kind.", Kind.values()))
        .containsKeys(keys("calls.period.", Period.values()))
        .containsKeys(keys("calls.dir.", CallDirection.values()))
        .containsKeys(keys("calls.linked.", Linked.values()))
        .containsKeys(keys("calls.col.", CallColumn.values()))
        .containsKeys(keys("callp.result.", CallNote.Result.values()))
        .containsKeys(keys("callp.endReason.", EndReason.values()))
        .containsKeys(keys("callp.event.callStarted.", CallDirection.values()))
        .containsKeys(
            RecordingPlayer.TROUBLES.stream()
                .map(trouble -> "callp.recording.trouble." + trouble)
                .toArray(String[]::new))
        .containsKeys(
            events()
                .filter(name -> !OF_THE_LINE.contains(name) && !name.equals("callStarted"))
                .map(name -> "callp.event." + name)
                .toArray(String[]::new));
  }

  private static String[] keys(String prefix, Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(constant -> prefix + CallFormat.key(constant))
        .toArray(String[]::new);
  }

  private static Stream<String> events() {
    return Arrays.stream(CtiEvent.class.getPermittedSubclasses())
        .flatMap(CallsTextsTest::leaves)
        .distinct();
  }

  private static Stream<String> leaves(Class<?> type) {
    if (type.isInterface()) {
      return Arrays.stream(type.getPermittedSubclasses()).flatMap(CallsTextsTest::leaves);
    }
    String name = type.getSimpleName();
    return Stream.of(Character.toLowerCase(name.charAt(0)) + name.substring(1));
  }
}
