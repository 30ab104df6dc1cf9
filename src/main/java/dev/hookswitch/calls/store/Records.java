package dev.hookswitch.calls.store;

import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.Identification;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.Numbers;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.phone.PhoneNumber;
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
  private final Identification identification;
  private final Numbers numbers;

  Records(Directory directory, Identification identification, Numbers numbers) {
    this.directory = directory;
    this.identification = identification;
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
   * The number of the other side of a call is the record's own, even if somebody denied it before.
   * It is added to the record unless that takes none, has it already in any notation, or the number
   * is withheld or internal.
   */
  void hasNumber(RecordRef record, String number) {
    identification.withdrawDenial(new PhoneNumber(number), record);
    int longestInternal = numbers.settings().internalNumberLength();
    if (WITH_NUMBERS.contains(record.kind())
        && numbers.form(number).digits().length() > longestInternal) {
      directory.addNumber(record, number, NumberType.OTHER);
    }
  }
}
