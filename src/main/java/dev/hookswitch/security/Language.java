package dev.hookswitch.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages that every text exists in. */
public enum Language {
  EN("English"),
  RU("Русский");

  private final String ownName;

  Language(String ownName) {
    this.ownName = ownName;
  }

  /** What its speakers call it: the same in every language of the page. */
  public String ownName() {
    return ownName;
  }

  /** The ISO 639 code, in lower case: {@code en}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Locale locale() {
    return Locale.of(code());
  }

  public static Optional<Language> ofCode(String code) {
    return Arrays.stream(values()).filter(language -> language.code().equals(code)).findFirst();
  }
}
