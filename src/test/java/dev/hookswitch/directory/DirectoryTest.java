package dev.hookswitch.directory;

import static dev.hookswitch.directory.Records.account;
import static dev.hookswitch.directory.Records.contact;
import static dev.hookswitch.directory.Records.contactOf;
import static dev.hookswitch.directory.Records.details;
import static dev.hookswitch.directory.Records.ownedContact;
import static dev.hookswitch.directory.Records.withNumbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.directory.Directory.Right;
import dev.hookswitch.directory.DirectoryRefused.Problem;
import dev.hookswitch.directory.DirectoryRefused.Reason;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.LineDetails;
import dev.hookswitch.settings.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;

@HookswitchTest
class DirectoryTest {
  @Autowired private Directory directory;
  @Autowired private Identification identification;
  @Autowired private Kinds kinds;
  @Autowired private People people;
  @Autowired private Lines lines;
  private TestTeam team;
  private Person anna;

  /** A word that no other test has in its names. */
  private final String own = "q" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
    anna = team.anna();
  }

  @Test
  void record_created_isReadAsItWasEntered() {
    RecordSummary ferries = summary(create(account("Northwind Ferries " + own)));
    RecordDetails entered =
        new RecordDetails(
            RecordRef.CONTACT,
            "  Marta Lindqvist ",
            anna.id(),
            ferries,
            null,
            "Head of purchasing",
            "Dover",
            "Prefers to be called in the morning.",
            List.of(
                new Communication(NumberType.MOBILE, "+44 20 7946 0958", false),
                new Communication(NumberType.HOME, "+44 113 496 0111", true),
                new Communication(NumberType.EMAIL, "ml@ferries.example", false),
                new Communication(NumberType.WORK, " ", false)));

    DirectoryRecord read = read(create(entered));

    assertThat(read.details().name()).isEqualTo("Marta Lindqvist");
    assertThat(read.owner()).isEqualTo(anna.id());
    assertThat(read.details().account()).isEqualTo(ferries);
    assertThat(read.details().city()).isEqualTo("Dover");
    assertThat(read.details().description()).startsWith("Prefers");
    assertThat(read.communications())
        .containsExactlyElementsOf(entered.communications().subList(0, 3));
    assertThat(read.second()).isEqualTo("Head of purchasing, Northwind Ferries " + own);
    assertThat(directory.belongingTo(read.ref())).containsExactly(ferries.ref());
    assertThat(directory.under(ferries.ref(), 10)).containsExactly(read);
  }

  @Test
  void record_withEverythingWrong_isRefusedWithEveryReason() {
    RecordSummary nobody =
        new RecordSummary(new RecordRef(RecordRef.ACCOUNT, UUID.randomUUID()), "Nobody", "");
    RecordDetails wrong =
        new RecordDetails(
            "spaceship",
            " ",
            new UserId(UUID.randomUUID()),
            nobody,
            null,
            "x".repeat(251),
            "x".repeat(101),
            "x".repeat(4001),
            List.of(
                new Communication(NumberType.WORK, "call me", false),
                new Communication(NumberType.EMAIL, "nobody", false)));

    var refused = catchThrowableOfType(DirectoryRefused.class, () -> directory.create(anna, wrong));

    assertThat(refused.problems())
        .extracting(Problem::reason)
        .containsExactlyInAnyOrder(
            Reason.KIND_UNKNOWN,
            Reason.NAME_LENGTH,
            Reason.OWNER_UNKNOWN,
            Reason.ACCOUNT_UNKNOWN,
            Reason.JOB_TITLE_LENGTH,
            Reason.CITY_LENGTH,
            Reason.DESCRIPTION_LENGTH,
            Reason.NUMBER_FORM,
            Reason.ADDRESS_FORM);
  }

  @Test
  void record_oneNumberInTwoNotations_isRefused() {
    var refused =
        catchThrowableOfType(
            DirectoryRefused.class,
            () -> directory.create(anna, contact(own, "+44 20 7946 0958", "020 7946-0958")));

    assertThat(refused.problems())
        .containsExactly(new Problem(Reason.NUMBER_TWICE, "020 7946-0958"));
  }

  @Test
  void page_deepInTheList_goesOnWhereItWas() {
    for (int i = 0; i < 23; i++) {
      create(contact("%s Same %d".formatted(own, i / 10)));
    }

    var read = new ArrayList<DirectoryRecord>();
    List<DirectoryRecord> page;
    do {
      page =
          directory.page(
              RecordRef.CONTACT, own, read.isEmpty() ? null : read.getLast().cursor(), 5);
      read.addAll(page);
    } while (page.size() == 5);

    assertThat(read).hasSize(23).doesNotHaveDuplicates();
    assertThat(read).extracting(one -> one.details().name()).isSorted();
  }

  @Test
  void page_beginningsOfWords_findTheNameInAnyCaseAndAlphabet() {
    create(contact(own + " Марта-Мария Линдквист"));
    create(contact(own + " Ömer O'Neill"));

    assertThat(names("ЛИНД мар", RecordRef.CONTACT)).contains(own + " Марта-Мария Линдквист");
    assertThat(names(own + " мария", RecordRef.CONTACT)).hasSize(1);
    assertThat(names(own + " öm neill", RecordRef.CONTACT)).hasSize(1);
    assertThat(names(own + " рия", RecordRef.CONTACT)).isEmpty();
    assertThat(names(own + " мария", RecordRef.ACCOUNT)).isEmpty();
  }

  @Test
  void page_numberInAnyNotation_findsTheRecord() {
    create(contact(own, "+44 20 7946 0815", "+1 555 010 4711"));
    create(contact(own + " 2", "00 81 5"));

    assertThat(names("+44 (20) 7946-0815", RecordRef.CONTACT)).containsExactly(own);
    assertThat(names("020 7946 0815", RecordRef.CONTACT)).containsExactly(own);
    assertThat(names("79460815", RecordRef.CONTACT)).containsExactly(own);
    assertThat(names("+44 20 7946 081", RecordRef.CONTACT)).containsExactly(own);
    assertThat(names("104711", RecordRef.CONTACT)).containsExactly(own);
    assertThat(names("7946 081", RecordRef.CONTACT)).isEmpty();
  }

  @Test
  void search_severalKinds_findsAllByName() {
    create(contact(own + " B"));
    create(account(own + " A"));
    create(details("opportunity", own + " C", null, null));

    assertThat(directory.search(own, List.of(), 10))
        .extracting(RecordSummary::name)
        .containsExactly(own + " A", own + " B", own + " C");
    assertThat(directory.search(own, List.of("opportunity", RecordRef.ACCOUNT), 10)).hasSize(2);
    assertThat(directory.search(own, List.of(), 2)).hasSize(2);
    assertThat(directory.search("  ", List.of(), 10)).isEmpty();
  }

  @Test
  void employee_isAUserWithTheLinesAsNumbers() {
    String number = "7" + Math.abs(own.hashCode() % 100_000_000);
    ActingAsSystem.<LineId>call(() ->
        lines.create(
            new LineDetails(anna.id(), lines.systems().first(), number, Map.of(), Map.of())));
    RecordRef ref = new RecordRef(RecordRef.EMPLOYEE, anna.id().value());

    DirectoryRecord employee = read(ref);

    assertThat(employee.details().name()).isEqualTo("Anna Berg");
    assertThat(employee.second()).startsWith("Sales ");
    assertThat(employee.communications())
        .containsExactly(new Communication(NumberType.WORK, number, false));
    assertThat(directory.page(RecordRef.EMPLOYEE, number, null, 10)).containsExactly(employee);
    assertThat(directory.page(RecordRef.EMPLOYEE, "be ann", null, 100)).contains(employee);
    assertThat(directory.page(RecordRef.EMPLOYEE, "", employee.cursor(), 100))
        .doesNotContain(employee);
    assertThat(directory.search("anna b", List.of(RecordRef.EMPLOYEE), 100))
        .contains(employee.summary());
    assertThat(directory.rights(team.administrator(), employee)).isEmpty();
  }

  @Test
  void summaries_recordsAndUsers_leaveOutThoseThatAreGone() {
    RecordRef contact = create(contact(own));
    RecordRef user = new RecordRef(RecordRef.EMPLOYEE, anna.id().value());
    RecordRef gone = new RecordRef(RecordRef.CONTACT, UUID.randomUUID());

    assertThat(directory.summaries(List.of(contact, user, gone)).keySet())
        .containsExactlyInAnyOrder(contact, user);
    assertThat(directory.summaries(List.of())).isEmpty();
  }

  @Test
  void rights_ofEachRole_dependOnTheOwner() {
    DirectoryRecord owned = read(create(ownedContact(anna.id(), own)));
    DirectoryRecord ownerless = read(create(contact(own)));

    assertThat(directory.rights(anna, owned)).containsExactly(Right.values());
    assertThat(directory.rights(team.supervisor(), owned)).containsExactly(Right.values());
    assertThat(directory.rights(team.administrator(), owned)).containsExactly(Right.values());
    assertThat(directory.rights(team.ben(), owned)).isEmpty();
    assertThat(directory.rights(team.ben(), ownerless)).containsExactly(Right.CHANGE);
    assertThat(directory.rights(team.administrator(), ownerless)).containsExactly(Right.values());
    assertThatExceptionOfType(AccessDeniedException.class)
        .isThrownBy(() -> directory.update(team.ben(), owned.ref(), 0, owned.details()));
    assertThatExceptionOfType(AccessDeniedException.class)
        .isThrownBy(() -> directory.delete(team.ben(), ownerless.ref()));
  }

  @Test
  void update_newNameAndNumbers_replacesThemAndIsFoundByThem() {
    RecordRef ref = create(contact(own + " Before", "+44 20 7946 0001"));
    String after = "z" + own;

    directory.update(anna, ref, 0, contact(after, "+44 20 7946 0002"));

    assertThat(read(ref).communications())
        .extracting(Communication::typed)
        .containsExactly("+44 20 7946 0002");
    assertThat(read(ref).version()).isEqualTo(1);
    assertThat(names(own, RecordRef.CONTACT)).isEmpty();
    assertThat(names(after, RecordRef.CONTACT)).containsExactly(after);
  }

  @Test
  void update_somebodyWasFaster_isRefused() {
    RecordRef ref = create(contact(own));
    directory.update(anna, ref, 0, contact(own + " 1"));

    assertThatExceptionOfType(OptimisticLockingFailureException.class)
        .isThrownBy(() -> directory.update(anna, ref, 0, contact(own + " 2")));
    assertThat(read(ref).details().name()).isEqualTo(own + " 1");
  }

  @Test
  void update_accountBecomesItsOwnAccount_isRefused() {
    RecordRef ref = create(account(own));

    assertThatExceptionOfType(DirectoryRefused.class)
        .isThrownBy(() ->
            directory.update(anna, ref, 0, details(RecordRef.ACCOUNT, own, null, summary(ref))));
  }

  @Test
  void delete_account_leavesItsContactsWithoutOne() {
    RecordRef account = create(account(own));
    RecordRef contact = create(contactOf(summary(account), own));

    directory.delete(team.administrator(), account);

    assertThat(directory.find(account)).isEmpty();
    assertThat(read(contact).details().account()).isNull();
    directory.delete(team.administrator(), account);
  }

  @Test
  void addNumber_inAnotherNotation_addsNoSecondCopy() {
    RecordRef ref = create(contact(own, "+44 20 7946 0958"));

    for (String again :
        List.of("+442079460958", "0044 20 7946 0958", "020 7946 0958", "7946 0958")) {
      assertThat(directory.addNumber(ref, again, NumberType.WORK)).as(again).isFalse();
    }
    assertThat(directory.addNumber(ref, "+1 212 7946 0958", NumberType.WORK)).isTrue();
    assertThat(directory.addNumber(ref, "0958", NumberType.WORK)).isTrue();
    assertThat(directory.addNumber(ref, "ML@ferries.example", NumberType.EMAIL)).isTrue();
    assertThat(directory.addNumber(ref, "ml@Ferries.example", NumberType.EMAIL)).isFalse();

    DirectoryRecord record = read(ref);
    assertThat(record.communications())
        .extracting(Communication::typed)
        .containsExactly("+44 20 7946 0958", "+1 212 7946 0958", "0958", "ML@ferries.example");
    assertThat(record.version()).isEqualTo(3);
  }

  @Test
  void addNumber_whileSomebodyEdits_isNotLostUnseen() {
    RecordRef ref = create(contact(own));
    DirectoryRecord edited = read(ref);
    directory.addNumber(ref, "+44 20 7946 0958", NumberType.WORK);

    assertThatExceptionOfType(OptimisticLockingFailureException.class)
        .isThrownBy(() -> directory.update(anna, ref, edited.version(), edited.details()));
  }

  @Test
  void addNumber_toARecordThatIsGone_doesNothing() {
    assertThat(
            directory.addNumber(
                new RecordRef(RecordRef.CONTACT, UUID.randomUUID()), "100", NumberType.WORK))
        .isFalse();
  }

  @Test
  void number_outOfDate_staysWithItsMark() {
    RecordRef ref = create(contact(own, "+44 20 7946 0958"));
    var marked = new Communication(NumberType.MOBILE, "+44 20 7946 0958", true);

    directory.update(anna, ref, 0, withNumbers(contact(own), marked));

    assertThat(read(ref).communications()).containsExactly(marked);
  }

  @Test
  void identity_ofARecordsNumber_saysTheRecordAsItIsNow() {
    RecordRef ferries = create(account("Ferries " + own));
    String mobile = "+44 7700 900%03d".formatted(own.hashCode() & 0x1ff);
    RecordRef marta =
        create(with(contactOf(summary(ferries), "Marta " + own, mobile), "Buyer", "Dover"));
    assertThat(identified(mobile)).containsExactly(summary(marta));
    assertThat(summary(marta).second()).isEqualTo("Buyer, Ferries " + own);

    directory.update(anna, ferries, 0, account("Lines " + own));
    assertThat(identified(mobile))
        .extracting(RecordSummary::second)
        .containsExactly("Buyer, Lines " + own);

    directory.addNumber(
        marta, "+44 113 496 0" + mobile.substring(mobile.length() - 3), NumberType.HOME);
    directory.update(
        anna,
        marta,
        1,
        with(contactOf(summary(ferries), "Marta Lindqvist " + own, mobile), "", "Dover"));
    assertThat(identified(mobile)).containsExactly(summary(marta));
    assertThat(summary(marta).second()).isEqualTo("Lines " + own);

    directory.delete(team.administrator(), ferries);
    assertThat(identified(mobile))
        .containsExactly(new RecordSummary(marta, "Marta Lindqvist " + own, "Dover"))
        .containsExactly(summary(marta));
  }

  private List<RecordSummary> identified(String number) {
    return identification.identify(new PhoneNumber(number)).matches().stream()
        .map(Match::record)
        .filter(record -> record.name().endsWith(own))
        .toList();
  }

  private static RecordDetails with(RecordDetails details, String jobTitle, String city) {
    return new RecordDetails(
        details.kind(),
        details.name(),
        details.owner(),
        details.account(),
        details.contact(),
        jobTitle,
        city,
        details.description(),
        details.communications());
  }

  @Test
  void kind_ofAnAdministrator_takesRecordsLikeTheOthers() {
    RecordKind project = new RecordKind(own, "Project", "Projects", "folder");

    ActingAsSystem.<Void>call(() -> {
      kinds.create(project);
      return null;
    });

    assertThat(kinds.all()).last().isEqualTo(project);
    RecordRef ref = create(details(own, own + " Bridge", null, null));
    assertThat(read(ref).details().kind()).isEqualTo(own);
    assertThatExceptionOfType(DirectoryRefused.class)
        .isThrownBy(() ->
            ActingAsSystem.<Void>call(() -> {
              kinds.delete(own);
              return null;
            }));
  }

  @Test
  void kind_changedByAnybodyElse_isDenied() {
    assertThatExceptionOfType(org.springframework.security.core.AuthenticationException.class)
        .isThrownBy(() -> kinds.delete("contact"));
  }

  private RecordRef create(RecordDetails details) {
    return directory.create(anna, details);
  }

  private DirectoryRecord read(RecordRef ref) {
    return directory.find(ref).orElseThrow();
  }

  private RecordSummary summary(RecordRef ref) {
    return directory.summaries(List.of(ref)).get(ref);
  }

  private List<String> names(String text, String kind) {
    return directory.page(kind, text, null, 100).stream()
        .map(record -> record.details().name())
        .toList();
  }
}
