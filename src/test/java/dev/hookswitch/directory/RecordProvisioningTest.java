package dev.hookswitch.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.security.People;
import dev.hookswitch.settings.Provisioning;
import dev.hookswitch.settings.Provisioning.Changes;
import dev.hookswitch.settings.ProvisioningProblem;
import dev.hookswitch.settings.ProvisioningRefused;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.transaction.annotation.Transactional;

@HookswitchTest
@Transactional
@WithMockUser(roles = "ADMINISTRATOR")
class RecordProvisioningTest {
  @Autowired private Provisioning provisioning;
  @Autowired private Directory directory;
  @Autowired private People people;
  private TestTeam team;

  /** A word that no other test has in its names. */
  private final String own = "q" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
  }

  private String file() {
    return """
    accounts:
      - name: Ferries %1$s
        city: Dover
    contacts:
      - name: Marta %1$s
        account: Ferries %1$s
        owner: %2$s
        jobTitle: Head of purchasing
        numbers:
          - {type: mobile, number: "+44 20 7946 0958"}
          - {type: home, number: "+44 113 496 0111", outOfDate: true}
    opportunities:
      - name: Seals %1$s
        account: Ferries %1$s
        contact: Marta %1$s
    """
        .formatted(own, team.anna().signIn());
  }

  @Test
  void apply_twice_createsOnceAndKeepsWhatPeopleChanged() {
    assertThat(provisioning.preview(file())).isEqualTo(new Changes(0, 0, 0, 0, 0, 3, 0));
    assertThat(provisioning.apply(file())).isEqualTo(new Changes(0, 0, 0, 0, 0, 3, 0));
    DirectoryRecord marta = only(RecordRef.CONTACT);
    assertThat(marta.owner()).isEqualTo(team.anna().id());
    assertThat(marta.second()).isEqualTo("Head of purchasing, Ferries " + own);
    assertThat(marta.communications()).hasSize(2);
    assertThat(only("opportunity").details().contact()).isEqualTo(withoutSecond(marta));
    directory.addNumber(marta.ref(), "+44 20 7946 0300", NumberType.WORK);

    assertThat(provisioning.apply(file()).none()).isTrue();
    assertThat(provisioning.apply(file().replace("Head of", "Leads")))
        .isEqualTo(new Changes(0, 0, 0, 0, 0, 0, 1));

    assertThat(only(RecordRef.CONTACT).details().jobTitle()).isEqualTo("Leads purchasing");
    assertThat(only(RecordRef.CONTACT).communications())
        .hasSize(3)
        .contains(new Communication(NumberType.HOME, "+44 113 496 0111", true));
  }

  @Test
  void export_ofMoreThanAFileIsMadeFor_saysSo() {
    provisioning.apply(file());
    assertThat(provisioning.export()).contains("name: Seals " + own);
    for (int i = 0; i <= 1000; i++) {
      directory.create(team.anna(), Records.contact("Many " + i));
    }

    String exported = provisioning.export();

    assertThat(exported).contains("# contacts: more than 1000, so not in this file");
    assertThat(provisioning.preview(exported).newOthers()).isZero();
  }

  @Test
  void file_withMistakes_namesThemWithTheirLines() {
    String wrong =
        """
        contacts:
          - name: A
            owner: nobody
            numbers:
              - {type: pager, number: "1"}
              - {type: work, number: call me}
              - {type: email, number: nobody}
          - city: Dover
            colour: blue
        """;

    var refused =
        catchThrowableOfType(ProvisioningRefused.class, () -> provisioning.preview(wrong));

    assertThat(refused.problems())
        .extracting(ProvisioningProblem::line, ProvisioningProblem::kind)
        .containsExactlyInAnyOrder(
            tuple(3, ProvisioningProblem.Kind.UNKNOWN_USER),
            tuple(5, ProvisioningProblem.Kind.EXPECTED_ONE_OF),
            tuple(6, ProvisioningProblem.Kind.NUMBER_FORM),
            tuple(7, ProvisioningProblem.Kind.ADDRESS_FORM),
            tuple(8, ProvisioningProblem.Kind.MISSING_KEY),
            tuple(9, ProvisioningProblem.Kind.UNKNOWN_KEY));
  }

  private DirectoryRecord only(String kind) {
    return directory.page(kind, own, null, 2).getFirst();
  }

  /** As another record names it. */
  private static RecordSummary withoutSecond(DirectoryRecord record) {
    return new RecordSummary(record.ref(), record.details().name(), record.details().jobTitle());
  }
}
