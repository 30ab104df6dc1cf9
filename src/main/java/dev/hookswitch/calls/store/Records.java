package dev.hookswitch.calls.store;

import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.Numbers;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What calls ask the directory. */
@Component
class Records {
  private static final Set<String> WITH_NUMBERS =
      Set.of(RecordRef.CONTACT, RecordRef.ACCOUNT, RecordRef.LEAD);

  private final Directory directory;
  private final Numbers numbers;

  Records(Directory directory, Numbers numbers) {
    this.directory = directory;
    this.numbers = numbers;
  }

  Map<RecordRef, RecordSummary> summaries(Collection<RecordRef> refs) {
    return refs.isEmpty() ? Map.of() : directory.summaries(refs);
  }

  List<RecordRef> belongingTo(RecordRef ref) {
    return directory.belongingTo(ref);
  }

  List<RecordSummary> search(String text, int limit) {
    return directory.search(text, List.of(), limit);
  }

  /**
   * Adds the number of the other side of a call, unless the record takes none, has it already in
   * any notation, or the number is withheld or internal.
   */
  void addNumber(RecordRef record, String number) {
    int longestInternal = numbers.settings().internalNumberLength();
    if (WITH_NUMBERS.contains(record.kind())
        && numbers.form(number).digits().length() > longestInternal) {
      directory.addNumber(record, number, NumberType.OTHER);
    }
  }
}
