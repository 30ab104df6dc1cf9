package dev.hookswitch.directory.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.DirectoryRecord;
import dev.hookswitch.directory.RecordDetails;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.text.VCardWriter;
import ezvcard.parameter.EmailType;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Address;
import ezvcard.property.Email;
import ezvcard.property.FormattedName;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.VCardProperty;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Writes the records of a list, as many as there are, a page at a time. What is written can be
 * imported again. Thread-safe.
 */
@Service
public class Exports {
  private static final int PAGE = 500;

  private static final List<Column> COLUMNS =
      List.of(
          Column.NAME,
          Column.JOB_TITLE,
          Column.ACCOUNT,
          Column.CITY,
          Column.MOBILE,
          Column.WORK,
          Column.HOME,
          Column.SWITCHBOARD,
          Column.FAX,
          Column.OTHER,
          Column.EMAIL,
          Column.OUT_OF_DATE,
          Column.DESCRIPTION);

  private final Directory directory;

  Exports(Directory directory) {
    this.directory = directory;
  }

  /**
   * As a table in UTF-8 with a byte order mark, without which spreadsheets take it for something
   * else. Cells that would be formulas are defused.
   *
   * @param text what the list is narrowed to, as in {@link Directory#page}
   * @param translate from a message key to a text, for the first line
   */
  public void csv(String kind, String text, UnaryOperator<String> translate, OutputStream out)
      throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\uFEFF');
    try (CsvWriter csv = CsvWriter.builder().build(writer)) {
      csv.writeRecord(COLUMNS.stream().map(column -> translate.apply(column.textKey())).toList());
      forEach(kind, text, record -> csv.writeRecord(cells(record.details())));
    }
  }

  /** As vCards 3.0, which every program reads. */
  public void vCards(String kind, String text, OutputStream out) throws IOException {
    try (VCardWriter cards =
        new VCardWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), VCardVersion.V3_0)) {
      cards.setAddProdId(false);
      forEach(kind, text, record -> cards.write(card(record.details())));
    }
  }

  private interface Sink {
    void take(DirectoryRecord record) throws IOException;
  }

  private void forEach(String kind, String text, Sink sink) throws IOException {
    List<DirectoryRecord> page = directory.page(kind, text, null, PAGE);
    while (!page.isEmpty()) {
      for (DirectoryRecord record : page) {
        sink.take(record);
      }
      page =
          page.size() < PAGE
              ? List.of()
              : directory.page(kind, text, page.getLast().cursor(), PAGE);
    }
  }

  private static List<String> cells(RecordDetails details) {
    List<String> cells = new ArrayList<>();
    for (Column column : COLUMNS) {
      cells.add(Cells.defuse(cell(details, column)));
    }
    return cells;
  }

  private static String cell(RecordDetails details, Column column) {
    return switch (column) {
      case NAME -> details.name();
      case JOB_TITLE -> details.jobTitle();
      case ACCOUNT -> details.account() == null ? "" : details.account().name();
      case CITY -> details.city();
      case DESCRIPTION -> details.description();
      case OUT_OF_DATE ->
          joined(details.communications().stream().filter(Communication::outOfDate).toList());
      case MOBILE, WORK, HOME, SWITCHBOARD, FAX, OTHER, EMAIL ->
          joined(
              details.communications().stream()
                  .filter(one -> Column.holding(one.type()) == column)
                  .toList());
      case FIRST_NAME, LAST_NAME, IGNORED -> "";
    };
  }

  private static String joined(List<Communication> numbers) {
    return numbers.stream().map(Communication::typed).collect(Collectors.joining("; "));
  }

  private static VCard card(RecordDetails details) {
    var card = new VCard();
    card.setFormattedName(new FormattedName(details.name()));
    var name = new StructuredName(); // vCard 3.0 asks for one
    name.setFamily(details.name());
    card.setStructuredName(name);
    if (!details.jobTitle().isEmpty()) {
      card.addTitle(details.jobTitle());
    }
    if (details.account() != null) {
      card.setOrganization(details.account().name());
    }
    if (!details.city().isEmpty()) {
      var address = new Address();
      address.setLocality(details.city());
      card.addAddress(address);
    }
    if (!details.description().isEmpty()) {
      card.addNote(details.description());
    }
    for (Communication one : details.communications()) {
      if (one.type().phone()) {
        var telephone = new Telephone(one.typed());
        telephone.getTypes().addAll(types(one));
        mark(telephone, one);
        card.addTelephoneNumber(telephone);
      } else {
        var email = new Email(one.typed());
        email.getTypes().add(EmailType.INTERNET);
        mark(email, one);
        card.addEmail(email);
      }
    }
    return card;
  }

  private static void mark(VCardProperty property, Communication one) {
    if (one.outOfDate()) {
      property.setParameter(Cards.OUT_OF_DATE, "TRUE");
    }
  }

  private static List<TelephoneType> types(Communication one) {
    return switch (one.type()) {
      case MOBILE -> List.of(TelephoneType.CELL);
      case WORK -> List.of(TelephoneType.WORK, TelephoneType.VOICE);
      case HOME -> List.of(TelephoneType.HOME, TelephoneType.VOICE);
      case SWITCHBOARD -> List.of(TelephoneType.WORK, TelephoneType.get(Cards.SWITCHBOARD));
      case FAX -> List.of(TelephoneType.FAX);
      case OTHER, EMAIL -> List.of(TelephoneType.VOICE);
    };
  }
}
