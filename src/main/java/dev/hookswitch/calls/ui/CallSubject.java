package dev.hookswitch.calls.ui;

import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallLink;
import java.util.List;

/**
 * Whom a call was with, as lists and its own page name it: the person or company that it is linked
 * to, else what the phone system told.
 *
 * @param second where the person belongs, or the number; may be empty
 */
record CallSubject(String name, String second) {
  static CallSubject of(CallEntry call, List<CallLink> links, CallFormat format) {
    return CallLink.party(links)
        .map(record ->
            new CallSubject(
                record.name(),
                record.second().isEmpty() ? call.peer().number().dialled() : record.second()))
        .orElseGet(() -> new CallSubject(format.name(call.peer()), CallFormat.second(call.peer())));
  }
}
