package dev.hookswitch.directory.exchange;

import dev.hookswitch.directory.NumberType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a column of a table tells. */
public enum Column {
  IGNORED,
  NAME(
      "name",
      "full name",
      "display name",
      "contact",
      "contact name",
      "account name",
      "имя",
      "фио",
      "полное имя",
      "контакт",
      "название",
      "наименование"),
  FIRST_NAME("first name", "given name", "forename", "имя (отдельно)"),
  LAST_NAME("last name", "family name", "surname", "фамилия"),
  JOB_TITLE("job", "job title", "title", "position", "должность"),
  ACCOUNT(
      "account",
      "company",
      "company name",
      "organization",
      "organisation",
      "employer",
      "контрагент",
      "компания",
      "организация",
      "место работы"),
  CITY("city", "town", "business city", "город"),
  DESCRIPTION(
      "description",
      "note",
      "notes",
      "comment",
      "comments",
      "описание",
      "заметки",
      "примечание",
      "комментарий"),
  MOBILE(
      NumberType.MOBILE,
      "mobile",
      "mobile phone",
      "mobile number",
      "cell",
      "cell phone",
      "мобильный",
      "мобильный телефон",
      "сотовый",
      "сотовый телефон"),
  WORK(
      NumberType.WORK,
      "work",
      "work phone",
      "business phone",
      "office",
      "office phone",
      "phone",
      "phone number",
      "telephone",
      "tel",
      "number",
      "рабочий",
      "рабочий телефон",
      "телефон",
      "номер",
      "номер телефона",
      "тел"),
  HOME(NumberType.HOME, "home", "home phone", "домашний", "домашний телефон"),
  SWITCHBOARD(
      NumberType.SWITCHBOARD,
      "switchboard",
      "main phone",
      "company main phone",
      "reception",
      "общий",
      "общий телефон",
      "приёмная"),
  FAX(NumberType.FAX, "fax", "business fax", "work fax", "факс"),
  OTHER(NumberType.OTHER, "other", "other phone", "другой", "другой телефон", "доп. телефон"),
  EMAIL(
      NumberType.EMAIL,
      "e-mail",
      "email",
      "mail",
      "e-mail address",
      "email address",
      "почта",
      "эл. почта",
      "электронная почта"),
  /** Names those of the numbers and addresses of the line that are out of date. */
  OUT_OF_DATE("out of date", "устарели", "устарел");

  private final @Nullable NumberType type;
  private final List<String> headers;

  Column(String... headers) {
    this.type = null;
    this.headers = List.of(headers);
  }

  Column(NumberType type, String... headers) {
    this.type = type;
    this.headers = List.of(headers);
  }

  /** Of the numbers in it; empty when it holds none. */
  public Optional<NumberType> type() {
    return Optional.ofNullable(type);
  }

  /** Message key of its name. */
  public String textKey() {
    return "exchange.column." + name().toLowerCase(Locale.ROOT);
  }

  static Column holding(NumberType type) {
    return Arrays.stream(values()).filter(one -> one.type == type).findFirst().orElse(IGNORED);
  }

  /** By the word over it, English or Russian; a number behind the word does not count. */
  static Column guess(String header) {
    String word =
        header
            .strip()
            .toLowerCase(Locale.ROOT)
            .replace('_', ' ')
            .replaceFirst("\\s*\\d+$", "")
            .replaceFirst("[:*]+$", "")
            .strip();
    return Arrays.stream(values())
        .filter(one -> one.headers.contains(word))
        .findFirst()
        .orElse(IGNORED);
  }
}
