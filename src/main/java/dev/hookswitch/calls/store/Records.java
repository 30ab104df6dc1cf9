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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What calls ask the directory. */
@Component
class Records {
  private static final Set<String> WITH_NUMBERS =
      Set.of(RecordRef.CONTACT, RecordRef.ACCOUNT, RecordRef.LEAD);

  private final ObjectProvider<Directory> directory;
  private final Numbers numbers;

  Records(ObjectProvider<Directory> directory, Numbers numbers) {
    this.directory = directory;
    this.numbers = numbers;
  }

  Map<RecordRef, RecordSummary> summaries(Collection<RecordRef> refs) {
    Directory known = directory.getIfAvailable();
    return known == null || refs.isEmpty() ? Map.of() : known.summaries(refs);
  }

  List<RecordRef> belongingTo(RecordRef ref) {
    Directory known = directory.getIfAvailable();
    return known == null ? List.of() : known.belongingTo(ref);
  }

  /**
   * Adds the number of the other side of a call, unless the record takes none, has it already in
   * any notation, or the number is withheld or internal.
   */
  void addNumber(RecordRef record, String number) {
    Directory known = directory.getIfAvailable();
    if (known != null
        && WITH_NUMBERS.contains(record.kind())
        && numbers.form(number).digits().length() > numbers.settings().internalNumberLength()) {
      known.addNumber(record, number, NumberType.OTHER);
    }
  }

  List<RecordSummary> search(String text, int limit) {
    Directory known = directory.getIfAvailable();
    return known == null ? List.of() : known.search(text, List.of(), limit);
  }
}
