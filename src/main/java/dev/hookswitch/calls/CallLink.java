package dev.hookswitch.calls;

import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call is about a record. It is known who or which rule said so; of the two at least one is
 * there.
 *
 * @param madeBy who linked them; null when a rule alone did
 * @param rule null when a person chose this very record
 */
public record CallLink(
    UUID call,
    RecordSummary record,
    @Nullable UserId madeBy,
    @Nullable LinkRule rule,
    Instant madeAt) {

  /**
   * Whom a call was with, as far as its links say: a person rather than a company. A call that got
   * another number, as after a transfer, was with whom the last one belongs to.
   *
   * @param links of one call, in the order in which they were made
   */
  public static Optional<RecordSummary> party(List<CallLink> links) {
    return RecordRef.PARTIES.stream().flatMap(kind -> ofKind(links, kind).stream()).findFirst();
  }

  private static Optional<RecordSummary> ofKind(List<CallLink> links, String kind) {
    List<CallLink> those =
        links.stream().filter(link -> link.record.ref().kind().equals(kind)).toList();
    return those.stream()
        .filter(link -> link.rule instanceof LinkRule.Identified)
        .reduce((_, later) -> later)
        .or(() -> those.stream().filter(CallLink::mayBeParty).findFirst())
        .map(CallLink::record);
  }

  /** A colleague whom somebody linked is who has to know of the call, not who was called. */
  private boolean mayBeParty() {
    return !record.ref().kind().equals(RecordRef.EMPLOYEE) || rule != null;
  }
}
