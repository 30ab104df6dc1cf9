package dev.hookswitch.directory.exchange;

import dev.hookswitch.directory.DirectoryRefused;
import java.util.Locale;

/**
 * A line, or a card, that cannot become a record.
 *
 * @param line on which it begins, counted from 1
 * @param value what stands there
 */
public record RefusedLine(long line, Reason reason, String value) {
  /** What is wrong, each with the sentence that says what was expected. */
  public enum Reason {
    NAME_MISSING,
    NAME_LENGTH,
    JOB_TITLE_LENGTH,
    ACCOUNT_LENGTH,
    CITY_LENGTH,
    DESCRIPTION_LENGTH,
    NUMBER_FORM,
    ADDRESS_FORM,
    TOO_MANY_NUMBERS,
    /** More fields than the first line has. */
    TOO_MANY_FIELDS,
    /** Characters that the chosen encoding does not know. */
    CHARACTERS,
    NOT_A_CARD;

    /** Message key of the sentence. */
    public String textKey() {
      return "exchange.refused." + name().toLowerCase(Locale.ROOT);
    }

    static Reason of(DirectoryRefused.Reason reason) {
      return switch (reason) {
        case NAME_LENGTH -> NAME_LENGTH;
        case JOB_TITLE_LENGTH -> JOB_TITLE_LENGTH;
        case CITY_LENGTH -> CITY_LENGTH;
        case DESCRIPTION_LENGTH -> DESCRIPTION_LENGTH;
        case NUMBER_FORM -> NUMBER_FORM;
        case ADDRESS_FORM -> ADDRESS_FORM;
        case TOO_MANY_NUMBERS -> TOO_MANY_NUMBERS;
        case OWNER_UNKNOWN,
            ACCOUNT_UNKNOWN,
            CONTACT_UNKNOWN,
            NUMBER_TWICE,
            KIND_UNKNOWN,
            KIND_CODE_FORM,
            KIND_CODE_TAKEN,
            KIND_IN_USE,
            KIND_NAME_LENGTH,
            KIND_PLURAL_LENGTH ->
            throw new IllegalArgumentException(reason + " does not come from a file");
      };
    }
  }
}
