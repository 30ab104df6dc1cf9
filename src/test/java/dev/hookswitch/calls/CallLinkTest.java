package dev.hookswitch.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.calls.LinkRule.Belonging;
import dev.hookswitch.calls.LinkRule.CalledFrom;
import dev.hookswitch.calls.LinkRule.Identified;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.directory.Rule;
import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallLinkTest {
  private static final UUID CALL = UUID.randomUUID();
  private static final LinkRule NUMBER = new Identified(new Rule.SameNumber());

  @Test
  void party_personAndCompany_isThePerson() {
    assertThat(
            party(
                link(RecordRef.ACCOUNT, "Northwind", new Belonging()),
                link(RecordRef.CONTACT, "Marta", null)))
        .isEqualTo("Marta");
  }

  @Test
  void party_afterATransfer_isWhomTheLastNumberBelongsTo() {
    assertThat(
            party(
                link(RecordRef.EMPLOYEE, "Anna", NUMBER),
                link(RecordRef.EMPLOYEE, "Clara", NUMBER)))
        .isEqualTo("Clara");
  }

  @Test
  void party_furtherContactLinkedByHand_isStillTheOneOfTheNumber() {
    assertThat(
            party(link(RecordRef.CONTACT, "Marta", NUMBER), link(RecordRef.CONTACT, "Otto", null)))
        .isEqualTo("Marta");
  }

  @Test
  void party_colleagueLinkedByHand_isNobody() {
    assertThat(party(link(RecordRef.EMPLOYEE, "Anna", null))).isNull();
  }

  @Test
  void party_dealFromWhichItWasMade_isNobody() {
    assertThat(party(link("opportunity", "40 seals", new CalledFrom()))).isNull();
  }

  private static @Nullable String party(CallLink... links) {
    return CallLink.party(List.of(links)).map(RecordSummary::name).orElse(null);
  }

  private static CallLink link(String kind, String name, @Nullable LinkRule rule) {
    var record = new RecordSummary(new RecordRef(kind, UUID.randomUUID()), name, "");
    UserId by = rule == null ? new UserId(UUID.randomUUID()) : null;
    return new CallLink(CALL, record, by, rule, Instant.EPOCH);
  }
}
