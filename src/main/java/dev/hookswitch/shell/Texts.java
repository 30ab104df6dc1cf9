package dev.hookswitch.shell;

import com.vaadin.flow.i18n.I18NProvider;
import dev.hookswitch.security.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Every text that a person reads: one file per feature and language, {@code
 * texts/FEATURE_en.properties} in UTF-8. A text that is given arguments is a {@link MessageFormat}
 * pattern and doubles its apostrophes; a text without arguments is shown as it stands. Safe for use
 * by many threads.
 */
@Component
public class Texts implements I18NProvider {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Texts.class);

  private final Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);
  private final Set<String> missing = ConcurrentHashMap.newKeySet();

  /**
   * @throws IllegalStateException when two files of a language have the same key
   */
  public Texts() {
    for (Language language : Language.values()) {
      texts.put(language, read(language));
    }
  }

  @Override
  public List<Locale> getProvidedLocales() {
    return Arrays.stream(Language.values()).map(Language::locale).toList();
  }

  /** English for a locale without texts; {@code !key!} for a key that nobody wrote. */
  @Override
  public String getTranslation(String key, Locale locale, Object... arguments) {
    Language language = Language.ofCode(locale.getLanguage()).orElse(Language.EN);
    String text = texts.getOrDefault(language, Map.of()).get(key);
    if (text == null) {
      if (missing.add(language + key)) {
        LOG.error("text {} is missing in {}", key, language);
      }
      return "!" + key + "!";
    }
    return arguments.length == 0
        ? text
        : new MessageFormat(text, language.locale()).format(arguments);
  }

  /** The texts of a language by key. */
  public Map<String, String> all(Language language) {
    return texts.getOrDefault(language, Map.of());
  }

  private static Map<String, String> read(Language language) {
    Map<String, String> all = new HashMap<>();
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:texts/*_" + language.code() + ".properties")) {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          properties.load(reader);
        }
        for (String key : properties.stringPropertyNames()) {
          if (all.put(key, properties.getProperty(key)) != null) {
            throw new IllegalStateException(
                "text %s stands in %s and in another file".formatted(key, file.getFilename()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the texts", e);
    }
    return Map.copyOf(all);
  }
}
