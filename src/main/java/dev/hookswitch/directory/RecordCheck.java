package dev.hookswitch.directory;

import dev.hookswitch.directory.DirectoryRefused.Problem;
import dev.hookswitch.directory.DirectoryRefused.Reason;
import dev.hookswitch.directory.store.StoredNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What can be said about a record without looking at others. Thread-safe. */
@Component
public class RecordCheck {
  private static final int LONGEST_NAME = 250;
  private static final int LONGEST_JOB_TITLE = 250;
  private static final int LONGEST_CITY = 100;
  private static final int LONGEST_DESCRIPTION = 4000;
  private static final int LONGEST_ADDRESS = 250;
  private static final int MOST_NUMBERS = 100;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private final Numbers numbers;

  RecordCheck(Numbers numbers) {
    this.numbers = numbers;
  }

  /**
   * @param numbers in the form in which they are stored, as far as they can be
   */
  public record Result(List<Problem> problems, List<StoredNumber> numbers) {}

  /** The details without blanks around what was typed, and without numbers that are empty. */
  static RecordDetails clean(RecordDetails details) {
    return new RecordDetails(
        details.kind(),
        details.name().strip(),
        details.owner(),
        details.account(),
        details.contact(),
        details.jobTitle().strip(),
        details.city().strip(),
        details.description().strip(),
        details.communications().stream()
            .map(one -> new Communication(one.type(), one.typed().strip(), one.outOfDate()))
            .filter(one -> !one.typed().isEmpty())
            .toList());
  }

  /**
   * @param details clean
   */
  public Result check(RecordDetails details) {
    List<Problem> problems = new ArrayList<>();
    String name = details.name();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      problems.add(new Problem(Reason.NAME_LENGTH, name));
    }
    if (details.jobTitle().length() > LONGEST_JOB_TITLE) {
      problems.add(new Problem(Reason.JOB_TITLE_LENGTH, details.jobTitle()));
    }
    if (details.city().length() > LONGEST_CITY) {
      problems.add(new Problem(Reason.CITY_LENGTH, details.city()));
    }
    if (details.description().length() > LONGEST_DESCRIPTION) {
      problems.add(new Problem(Reason.DESCRIPTION_LENGTH, details.description()));
    }
    if (details.communications().size() > MOST_NUMBERS) {
      problems.add(new Problem(Reason.TOO_MANY_NUMBERS, ""));
      return new Result(problems, List.of());
    }
    List<StoredNumber> stored = new ArrayList<>();
    for (Communication one : details.communications()) {
      Optional<StoredNumber> number = stored(one);
      if (number.isEmpty()) {
        problems.add(new Problem(formOf(one.type()), one.typed()));
      } else if (has(stored, number.get())) {
        problems.add(new Problem(Reason.NUMBER_TWICE, one.typed()));
      } else {
        stored.add(number.get());
      }
    }
    return new Result(problems, stored);
  }

  static Reason formOf(NumberType type) {
    return type.phone() ? Reason.NUMBER_FORM : Reason.ADDRESS_FORM;
  }

  /**
   * @return empty when it is neither a number nor, for that type, an address
   */
  Optional<StoredNumber> stored(Communication one) {
    String typed = one.typed();
    if (typed.length() > LONGEST_ADDRESS) {
      return Optional.empty();
    }
    if (!one.type().phone()) {
      return ADDRESS.matcher(typed).matches()
          ? Optional.of(
              new StoredNumber(one.type(), typed, Words.lower(typed), null, null, one.outOfDate()))
          : Optional.empty();
    }
    NumberForm form = numbers.form(typed);
    return form.equals(NumberForm.NONE)
        ? Optional.empty()
        : Optional.of(
            new StoredNumber(
                one.type(), typed, form.identity(), form.e164(), form.reversed(), one.outOfDate()));
  }

  /** Whether a number is among those of one record, in whatever notation. */
  public static boolean has(List<StoredNumber> numbers, StoredNumber wanted) {
    return numbers.stream().anyMatch(number -> SameNumber.is(number, wanted));
  }
}
