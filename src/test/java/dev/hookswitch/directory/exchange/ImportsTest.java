package dev.hookswitch.directory.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.DirectoryRecord;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.Records;
import dev.hookswitch.directory.exchange.ImportOrder.Duplicates;
import dev.hookswitch.directory.exchange.ImportOrder.Refusals;
import dev.hookswitch.directory.exchange.ImportResult.Outcome;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

@HookswitchTest
class ImportsTest {
  private static final Logger log = LoggerFactory.getLogger(ImportsTest.class);
  private static final Progress QUIET = (_, _) -> {};

  @Autowired private Imports imports;
  @Autowired private Exports exports;
  @Autowired private Directory directory;
  @Autowired private People people;
  @TempDir private Path folder;
  private Person clara;
  private final List<RefusedLine> report = new ArrayList<>();

  /** A word that no other test has in its names. */
  private final String own = "q" + UUID.randomUUID().toString().substring(0, 8);

  /** Digits in numbers that no other test uses. */
  private final String digits = String.valueOf(1_000_000 + new Random().nextInt(8_999_999));

  @BeforeEach
  void hire() {
    clara = TestTeam.create(people).supervisor();
  }

  @Test
  void table_ofContacts_becomesRecordsWithAccounts() throws IOException {
    ImportOrder order =
        table(
            """
            First name;Last name;Job title;Company;City;Mobile;Phone;E-mail;Out of date
            Marta %1$s;Lindqvist;Head of purchasing;Ferries %1$s;Dover;+49 30 %2$s1;\
            "+49 30 %2$s2; +49 30 %2$s3";ml@%1$s.example;+49 30 %2$s3
            Jonas %1$s;Lindqvist;;FERRIES %1$s;;;;;
            """);

    ImportResult result = run(order);

    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    assertThat(result.lines()).isEqualTo(2);
    assertThat(result.created()).isEqualTo(2);
    assertThat(result.accounts()).isEqualTo(1);
    List<DirectoryRecord> found = found();
    assertThat(found)
        .extracting(one -> one.details().name())
        .containsExactly("Jonas %s Lindqvist".formatted(own), "Marta %s Lindqvist".formatted(own));
    assertThat(found.getLast().second()).isEqualTo("Head of purchasing, Ferries %s".formatted(own));
    assertThat(found.getLast().communications())
        .containsExactly(
            new Communication(NumberType.MOBILE, number(1), false),
            new Communication(NumberType.WORK, number(2), false),
            new Communication(NumberType.WORK, number(3), true),
            new Communication(NumberType.EMAIL, "ml@" + own + ".example", false));
    assertThat(found.getFirst().details().account()).isEqualTo(found.getLast().details().account());
  }

  @Test
  void refusedLines_leftOut_areReportedWithTheirNumbers() throws IOException {
    ImportOrder order =
        table(
            """
            Name;Mobile;E-mail
            A %1$s;+49 30 %2$s1;
            B %1$s;call me;
            ;+49 30 %2$s4;

            "C
            %1$s";;nobody
            D %1$s;;;;one too many
            E %1$s;;
            """,
            Duplicates.SKIP, Refusals.LEAVE_OUT);

    ImportResult result = run(order);

    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    assertThat(report)
        .extracting(RefusedLine::line, RefusedLine::reason, RefusedLine::value)
        .containsExactly(
            tuple(3L, RefusedLine.Reason.NUMBER_FORM, "call me"),
            tuple(4L, RefusedLine.Reason.NAME_MISSING, ""),
            tuple(6L, RefusedLine.Reason.ADDRESS_FORM, "nobody"),
            tuple(8L, RefusedLine.Reason.TOO_MANY_FIELDS, "one too many"));
    assertThat(result.firstRefused()).isEqualTo(report);
    assertThat(found()).hasSize(2);
  }

  @Test
  void refusedLines_thatStop_leaveNothingBehind() throws IOException {
    ImportResult result =
        run(table("Name;Mobile\nA %1$s;\nB %1$s;call me\n", Duplicates.SKIP, Refusals.STOP));

    assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(result.refused()).isEqualTo(1);
    assertThat(found()).isEmpty();
  }

  @Test
  void duplicates_ofNumberOrNameAndAccount_areTreatedAsOrdered() throws IOException {
    String text =
        """
        Name;Account;Mobile
        A %1$s;Ferries %1$s;+49 30 %2$s5
        Somebody %1$s;;0049 30 %2$s5
        a %1$s;ferries %1$s;+49 30 %2$s6
        A %1$s;Other %1$s;+49 30 %2$s7
        """;

    ImportResult checked =
        imports.check(clara, table(text, Duplicates.SKIP, Refusals.STOP), QUIET, report::add);
    assertThat(checked.outcome()).isEqualTo(Outcome.CHECKED);
    assertThat(checked.created()).isEqualTo(2);
    assertThat(checked.accounts()).isEqualTo(2);
    assertThat(checked.firstDuplicates())
        .extracting(ImportResult.Duplicate::line)
        .containsExactly(3L, 4L);
    assertThat(found()).isEmpty();

    assertThat(run(table(text, Duplicates.SKIP, Refusals.STOP)).created()).isEqualTo(2);
    assertThat(found()).hasSize(2);

    ImportResult again = run(table(text, Duplicates.SKIP, Refusals.STOP));
    assertThat(again.created()).isZero();
    assertThat(again.duplicates()).isEqualTo(4);
    assertThat(again.firstDuplicates()).allSatisfy(one -> assertThat(one.found()).isNotNull());

    ImportResult updated = run(table(text, Duplicates.UPDATE_NUMBERS, Refusals.STOP));
    assertThat(updated.created()).isZero();
    assertThat(updated.changed()).isEqualTo(1);
    assertThat(found()).hasSize(2);
    assertThat(directory.page(RecordRef.CONTACT, number(6), null, 10))
        .singleElement()
        .satisfies(one ->
            assertThat(one.communications())
                .extracting(Communication::typed)
                .containsExactly(number(5), number(6)));
    assertThat(run(table(text, Duplicates.UPDATE_NUMBERS, Refusals.STOP)).changed()).isZero();

    assertThat(run(table(text, Duplicates.ADD, Refusals.STOP)).created()).isEqualTo(4);
    assertThat(found()).hasSize(6);
  }

  @Test
  void cancelled_inTheMiddle_leavesNothingBehind() {
    Path file = folder.resolve("contacts.csv");
    SampleFile.contacts(file, 3000, own, 771);
    Progress cancelling =
        (_, lines) -> {
          if (lines > 1500) {
            throw new CancellationException();
          }
        };

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> imports.run(clara, sample(file), cancelling, report::add));

    assertThat(directory.search(own, List.of(), 10)).isEmpty();
  }

  @Test
  void agent_mayNotImport() throws IOException {
    Person agent = TestTeam.create(people).anna();
    ImportOrder order = table("Name\nA %1$s\n");

    assertThatExceptionOfType(AccessDeniedException.class)
        .isThrownBy(() -> imports.run(agent, order, QUIET, report::add));
  }

  @Test
  void hundredThousandContacts_withBadLines_areImportedInReasonableTime() {
    Path file = folder.resolve("contacts.csv");
    Set<Long> bad = SampleFile.contacts(file, 100_000, own, 772);
    ImportOrder order = sample(file);

    Instant begin = Instant.now();
    ImportResult checked = imports.check(clara, order, QUIET, _ -> {});
    Duration check = Duration.between(begin, Instant.now());
    begin = Instant.now();
    ImportResult result = imports.run(clara, order, QUIET, report::add);
    Duration whole = Duration.between(begin, Instant.now());
    log.info("100 000 lines: checked in {}, imported in {}", check, whole);

    assertThat(checked.created()).isEqualTo(99_000);
    assertThat(result.created()).isEqualTo(99_000);
    assertThat(result.accounts()).isEqualTo(990); // the others stand in bad lines alone
    assertThat(report).extracting(RefusedLine::line).containsExactlyElementsOf(bad);
    assertThat(whole).isLessThan(Duration.ofMinutes(3));
  }

  @Test
  void cards_becomeRecords_andABrokenOneCostsOnlyItself() throws IOException {
    Path file =
        file(
            """
            BEGIN:VCARD
            VERSION:3.0
            N:Lindqvist;Marta %1$s;;;
            FN:Marta %1$s Lindqvist
            TITLE:Head of purchasing
            ORG:Ferries %1$s;Purchasing
            ADR;TYPE=WORK:;;1 Quay;Dover;;;
            TEL;TYPE=CELL:+49 30 %2$s8
            TEL;TYPE=WORK,FAX:+49 30 %2$s9
            EMAIL:ml@%1$s.example
            END:VCARD
            BEGIN:VCARD
            VERSION:2.1
            N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9E=D0=BB=D0=B5=D0=B3;%1$s
            TEL;HOME;VOICE:%2$s
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            TEL:nobody
            """);
    var order =
        new ImportOrder(
            RecordRef.CONTACT,
            file,
            FileGuess.of(file),
            List.of(),
            Duplicates.SKIP,
            Refusals.LEAVE_OUT,
            clara.id());

    ImportResult result = run(order);

    assertThat(result.created()).isEqualTo(2);
    assertThat(report).singleElement().satisfies(line -> assertThat(line.line()).isEqualTo(17));
    DirectoryRecord marta = named("Marta");
    assertThat(marta.owner()).isEqualTo(clara.id());
    assertThat(marta.second()).isEqualTo("Head of purchasing, Ferries " + own);
    assertThat(marta.details().city()).isEqualTo("Dover");
    assertThat(marta.communications())
        .extracting(Communication::type)
        .containsExactly(NumberType.MOBILE, NumberType.FAX, NumberType.EMAIL);
    assertThat(named("Олег").communications())
        .containsExactly(new Communication(NumberType.HOME, digits, false));
  }

  @Test
  void export_importedAgain_isTheSame() throws IOException {
    RecordRef ref =
        directory.create(
            clara,
            Records.withNumbers(
                Records.contact("=cmd %s; \"quoted\"".formatted(own)),
                new Communication(NumberType.SWITCHBOARD, "+44 20 7946 0958", true),
                new Communication(NumberType.EMAIL, "a@b.example", false)));
    DirectoryRecord before = directory.find(ref).orElseThrow();
    var csv = new ByteArrayOutputStream();
    exports.csv(RecordRef.CONTACT, own, key -> key.replace("exchange.column.", ""), csv);
    var cards = new ByteArrayOutputStream();
    exports.vCards(RecordRef.CONTACT, own, cards);
    Person administrator = TestTeam.create(people).administrator();
    directory.delete(administrator, ref);

    assertThat(csv.toString(StandardCharsets.UTF_8))
        .contains("'=cmd")
        .contains("'+44 20 7946 0958");
    for (byte[] exported : List.of(csv.toByteArray(), cards.toByteArray())) {
      Path file = Files.write(folder.resolve("exported"), exported);
      FileFormat format = FileGuess.of(file);
      List<Column> columns =
          format instanceof FileFormat.Csv table
              ? FileGuess.columns(FileGuess.firstLines(file, table, 1).getFirst())
              : List.of();
      run(
          new ImportOrder(
              RecordRef.CONTACT, file, format, columns, Duplicates.ADD, Refusals.STOP, null));
      DirectoryRecord after = found().getFirst();
      assertThat(after.details().name()).isEqualTo(before.details().name());
      assertThat(after.communications()).isEqualTo(before.communications());
      directory.delete(administrator, after.ref());
    }
  }

  private ImportResult run(ImportOrder order) {
    report.clear();
    return imports.run(clara, order, QUIET, report::add);
  }

  private ImportOrder sample(Path file) {
    FileFormat.Csv format = (FileFormat.Csv) FileGuess.of(file);
    return new ImportOrder(
        RecordRef.CONTACT,
        file,
        format,
        FileGuess.columns(FileGuess.firstLines(file, format, 1).getFirst()),
        Duplicates.SKIP,
        Refusals.LEAVE_OUT,
        null);
  }

  private ImportOrder table(String text) throws IOException {
    return table(text, Duplicates.SKIP, Refusals.STOP);
  }

  private ImportOrder table(String text, Duplicates duplicates, Refusals refusals)
      throws IOException {
    Path file = file(text);
    FileFormat.Csv format = (FileFormat.Csv) FileGuess.of(file);
    return new ImportOrder(
        RecordRef.CONTACT,
        file,
        format,
        FileGuess.columns(FileGuess.firstLines(file, format, 1).getFirst()),
        duplicates,
        refusals,
        null);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("file"), text.formatted(own, digits));
  }

  private DirectoryRecord named(String part) {
    return found().stream()
        .filter(one -> one.details().name().contains(part))
        .findFirst()
        .orElseThrow();
  }

  private String number(int last) {
    return "+49 30 " + digits + last;
  }

  private List<DirectoryRecord> found() {
    return directory.page(RecordRef.CONTACT, own, null, 100);
  }
}
