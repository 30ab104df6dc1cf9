package dev.hookswitch.directory;

import static dev.hookswitch.directory.store.generated.Tables.COMMUNICATION;
import static dev.hookswitch.directory.store.generated.Tables.DIRECTORY_RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.directory.IdentificationAdministration.Outcome;
import dev.hookswitch.directory.IdentificationRefused.Problem;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.Credential;
import dev.hookswitch.security.Language;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.PersonDetails;
import dev.hookswitch.security.PersonDetails.Access;
import dev.hookswitch.security.Role;
import dev.hookswitch.shell.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

@HookswitchTest(properties = "hookswitch.node=identification")
class IdentificationAdministrationTest {
  @Autowired private IdentificationAdministration administration;
  @Autowired private Identification identification;
  @Autowired private Directory directory;
  @Autowired private Numbers numbers;
  @Autowired private People people;
  @Autowired private DSLContext db;
  private Person administrator;
  private Person agent;

  @BeforeEach
  void hire() {
    db.deleteFrom(DIRECTORY_RECORD).execute();
    administrator = person(Role.ADMINISTRATOR);
    agent = person(Role.AGENT);
    change(settings(null));
  }

  @AfterEach
  void forget() {
    db.deleteFrom(DIRECTORY_RECORD).execute();
    change(settings(null));
  }

  @Test
  void change_ofTheRegion_readsStoredNumbersAnew() {
    RecordRef anna = record("8 495 555-01-00", "101", "anna@example.com");
    assertThat(stored()).contains("84955550100", "101", "anna@example.com");

    Outcome outcome = change(settings("RU"));

    assertThat(outcome).isEqualTo(new Outcome(3, 1, 0));
    assertThat(stored()).containsExactlyInAnyOrder("+74955550100", "101", "anna@example.com");
    assertThat(identify("+74955550100")).containsExactly(new Rule.SameNumber());
    assertThat(directory.find(anna).orElseThrow().communications())
        .extracting(Communication::typed)
        .containsExactly("8 495 555-01-00", "101", "anna@example.com");
  }

  @Test
  void change_thatMakesTwoNumbersOfARecordOne_keepsTheFirst() {
    RecordRef anna = record("+49 495 555 01 00", "0495 555 01 00 1");
    db.update(COMMUNICATION)
        .set(COMMUNICATION.TYPED, "0495 5550100")
        .where(COMMUNICATION.TYPED.like("%1"))
        .execute();

    assertThat(change(settings("DE"))).isEqualTo(new Outcome(2, 0, 1));

    assertThat(directory.find(anna).orElseThrow().communications())
        .extracting(Communication::typed)
        .containsExactly("+49 495 555 01 00");
  }

  @Test
  void change_ofTheOrderOfSources_readsNothingAnew() {
    record("8 495 555-01-00");

    assertThat(
            change(new IdentificationSettings(null, 7, 4, List.of(), List.of(RecordRef.CONTACT))))
        .isEqualTo(Outcome.NOTHING);
    assertThat(numbers.settings().searchNumberLength()).isEqualTo(7);
  }

  @Test
  void change_ofMoreThanAPage_readsAllAndTellsHowMany() {
    IntStream.range(0, 1200).forEach(i -> record("8 495 55%05d".formatted(i)));
    List<Long> told = new ArrayList<>();

    Outcome outcome = administration.change(administrator, settings("RU"), told::add);

    assertThat(outcome).isEqualTo(new Outcome(1200, 1200, 0));
    assertThat(told).containsExactly(1000L, 1200L);
    assertThat(stored()).allMatch(identity -> identity.startsWith("+7495"));
  }

  @Test
  void change_thatFailsOnTheWay_leavesNumbersAndSettings() {
    IntStream.range(0, 1200).forEach(i -> record("8 495 55%05d".formatted(i)));
    List<String> before = stored();

    assertThatThrownBy(() ->
            administration.change(
                administrator,
                settings("RU"),
                read -> {
                  if (read > 1000) {
                    throw new IllegalStateException("the database is away");
                  }
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(stored()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(numbers.settings()).isEqualTo(settings(null));
    assertThat(numbers.form("8 495 555-01-00").e164()).isNull();
  }

  @Test
  void denial_ofANumberThatIsReadAnew_holds() {
    RecordRef anna = record("8 495 555-01-00");
    identification.deny(new PhoneNumber("84955550100"), anna, agent.id());

    change(settings("RU"));

    assertThat(identify("+74955550100")).isEmpty();
  }

  @Test
  void change_byAnAgent_isRefused() {
    assertThatThrownBy(() -> administration.change(agent, settings("RU"), _ -> {}))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(numbers.settings().defaultRegion()).isNull();
  }

  @Test
  void change_toNonsense_isRefusedWithEveryProblem() {
    var nonsense =
        new IdentificationSettings("XX", 4, 4, List.of("9", "9"), List.of("no-such-kind"));

    assertThatThrownBy(() -> change(nonsense))
        .isInstanceOfSatisfying(
            IdentificationRefused.class,
            refused -> assertThat(refused.problems()).containsExactlyInAnyOrder(Problem.values()));
  }

  @Test
  void problems_haveTheirSentences() {
    assertThat(new Texts().all(Language.EN).keySet())
        .containsAll(Arrays.stream(Problem.values()).map(Problem::textKey).toList());
  }

  private Outcome change(IdentificationSettings settings) {
    return administration.change(administrator, settings, _ -> {});
  }

  private static IdentificationSettings settings(@Nullable String region) {
    return new IdentificationSettings(
        region, 9, 4, List.of(), List.of("employee", "contact", "account", "lead"));
  }

  private List<Rule> identify(String number) {
    return identification.identify(new PhoneNumber(number)).matches().stream()
        .map(Match::rule)
        .toList();
  }

  private List<String> stored() {
    return db.select(COMMUNICATION.IDENTITY).from(COMMUNICATION).fetch(COMMUNICATION.IDENTITY);
  }

  private RecordRef record(String... typed) {
    return directory.create(
        administrator,
        new RecordDetails(
            RecordRef.CONTACT,
            "Anna",
            null,
            null,
            null,
            "",
            "",
            "",
            Arrays.stream(typed)
                .map(one ->
                    new Communication(
                        one.contains("@") ? NumberType.EMAIL : NumberType.MOBILE, one, false))
                .toList()));
  }

  private Person person(Role role) {
    var details =
        new PersonDetails(
            "p" + UUID.randomUUID(), "Anna Berg", Set.of(role), Set.of(), null, Access.ENABLED);
    return ActingAsSystem.call(() ->
        people
            .find(people.create(details, new Credential.Password("correct horse battery")))
            .orElseThrow());
  }
}
