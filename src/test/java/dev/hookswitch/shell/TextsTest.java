package dev.hookswitch.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.Loss;
import dev.hookswitch.security.Language;
import dev.hookswitch.security.PeopleRefused;
import dev.hookswitch.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
  private static final Pattern USE =
      Pattern.compile("getTranslation\\(\\s*\"([A-Za-z0-9._-]+)\"\\s*[,)]");

  private final Texts texts = new Texts();
  private final Map<String, String> english = texts.all(Language.EN);
  private final Map<String, String> russian = texts.all(Language.RU);

  @Test
  void languages_haveTheSameKeys() {
    assertThat(russian.keySet()).isEqualTo(english.keySet());
  }

  @Test
  void texts_areNeverEmpty() {
    for (Language language : Language.values()) {
      assertThat(texts.all(language)).allSatisfy((_, text) -> assertThat(text).isNotBlank());
    }
  }

  @Test
  void languages_haveTheSameArguments() {
    assertThat(english)
        .allSatisfy((key, text) ->
            assertThat(arguments(russian.getOrDefault(key, "")))
                .as(key)
                .isEqualTo(arguments(text)));
  }

  @Test
  void keys_usedInTheSources_exist() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      Set<String> used =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(file -> USE.matcher(read(file)).results())
              .map(match -> match.group(1))
              // The beginning of a key that is completed at run time.
              .filter(key -> !key.endsWith("."))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(used).isNotEmpty();
      assertThat(english.keySet()).containsAll(used);
    }
  }

  @Test
  void keys_madeFromEnums_exist() {
    assertThat(english.keySet())
        .containsAll(
            Arrays.stream(PeopleRefused.Problem.values())
                .map(PeopleRefused.Problem::textKey)
                .toList())
        .containsAll(
            Arrays.stream(Preferences.Theme.values()).map(Preferences.Theme::textKey).toList())
        .containsAll(
            Arrays.stream(Role.values())
                .map(role -> "role." + role.name().toLowerCase(Locale.ROOT))
                .toList())
        .containsAll(
            Arrays.stream(Loss.values())
                .map(loss -> "messaging.loss." + loss.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void translation_ofAnUnknownKey_isSeenAsSuch() {
    assertThat(texts.getTranslation("no.such.key", Locale.ENGLISH)).isEqualTo("!no.such.key!");
  }

  @Test
  void translation_inALanguageWithoutTexts_isEnglish() {
    assertThat(texts.getTranslation("signin.go", Locale.FRENCH)).isEqualTo("Sign in");
  }

  @Test
  void translation_withArguments_isFormatted() {
    assertThat(texts.getTranslation("signin.throttled", Locale.of("ru"), 7))
        .isEqualTo("Слишком много попыток. Повторите через 7 с.");
  }

  private static Set<String> arguments(String text) {
    return ARGUMENT
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
