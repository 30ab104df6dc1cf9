package dev.hookswitch.calls.ui;

import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.CallLog.Work;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import java.util.List;
import java.util.Optional;

/**
 * Whom a call was with, as a list names it: the person or company that it is linked to, else what
 * the phone system told.
 *
 * @param second where the person belongs, or the number; may be empty
 */
record CallSubject(String name, String second) {
  /** Of these, the first that a call is linked to is whom it was with. */
  private static final List<String> PARTIES =
      List.of(RecordRef.CONTACT, RecordRef.EMPLOYEE, RecordRef.LEAD, RecordRef.ACCOUNT);

  static CallSubject of(CallEntry call, Work work, CallFormat format) {
    return party(work)
        .map(record ->
            new CallSubject(
                record.name(),
                record.second().isEmpty() ? call.peer().number().dialled() : record.second()))
        .orElseGet(() -> new CallSubject(format.name(call.peer()), CallFormat.second(call.peer())));
  }

  /** Empty when it is linked to nobody. */
  static Optional<RecordSummary> party(Work work) {
    return PARTIES.stream()
        .flatMap(kind ->
            work.links().stream()
                .filter(link -> link.record().ref().kind().equals(kind))
                .filter(CallSubject::isParty)
                .map(CallLink::record))
        .findFirst();
  }

  /** A colleague whom somebody linked is who has to know of the call, not who was called. */
  private static boolean isParty(CallLink link) {
    return !link.record().ref().kind().equals(RecordRef.EMPLOYEE) || link.rule() != null;
  }
}
