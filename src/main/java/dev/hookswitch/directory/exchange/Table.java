package dev.hookswitch.directory.exchange;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.exchange.RefusedLine.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** Lines of a CSV file, one after the other, whatever the length of the file. */
final class Table implements Iterator<Entry> {
  /** A field of more characters is a quote that nobody closed. */
  private static final int LONGEST_LINE = 256 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  /** Between several numbers in one field; an extension in a number has a semicolon too. */
  private static final Pattern BETWEEN_NUMBERS = Pattern.compile("\\s*(?:;(?!ext=)|\\R)\\s*");

  private final Iterator<CsvRecord> lines;
  private final List<Column> columns;

  /**
   * @param columns what they tell, from left to right; further ones have to be empty
   */
  Table(InputStream in, FileFormat.Csv format, List<Column> columns) throws IOException {
    this.lines = reader(in, format).iterator();
    this.columns = columns;
    if (format.header() == FileFormat.Header.FIRST_LINE && lines.hasNext()) {
      lines.next();
    }
  }

  /** The fields of the lines, without a word about what they tell. */
  static CsvReader<CsvRecord> reader(InputStream in, FileFormat.Csv format) throws IOException {
    return CsvReader.builder()
        .fieldSeparator(format.delimiter())
        .skipEmptyLines(true)
        .acceptCharsAfterQuotes(true)
        .ignoreDifferentFieldCount(true)
        .maxBufferSize(LONGEST_LINE)
        .ofCsvRecord(withoutMark(new InputStreamReader(in, format.charset())));
  }

  @Override
  public boolean hasNext() {
    return lines.hasNext();
  }

  @Override
  public Entry next() {
    CsvRecord record = lines.next();
    long line = record.getStartingLineNumber();
    List<String> fields = record.getFields();
    for (int i = columns.size(); i < fields.size(); i++) {
      if (!fields.get(i).isBlank()) {
        return new Entry.Unreadable(line, Reason.TOO_MANY_FIELDS, fields.get(i));
      }
    }
    for (String field : fields) {
      if (field.indexOf(REPLACEMENT) >= 0) {
        return new Entry.Unreadable(line, Reason.CHARACTERS, field);
      }
    }
    return new Entry.Readable(line, draft(fields));
  }

  private Draft draft(List<String> fields) {
    String name = first(fields, Column.NAME);
    if (name.isEmpty()) {
      name = (first(fields, Column.FIRST_NAME) + " " + first(fields, Column.LAST_NAME)).strip();
    }
    List<String> outdated = numbers(first(fields, Column.OUT_OF_DATE));
    List<Communication> communications = new ArrayList<>();
    for (int i = 0; i < columns.size() && i < fields.size(); i++) {
      NumberType type = columns.get(i).type().orElse(null);
      if (type != null) {
        for (String number : numbers(text(fields.get(i)))) {
          communications.add(new Communication(type, number, outdated.contains(number)));
        }
      }
    }
    return new Draft(
        name,
        first(fields, Column.JOB_TITLE),
        first(fields, Column.ACCOUNT),
        first(fields, Column.CITY),
        first(fields, Column.DESCRIPTION),
        communications);
  }

  private static List<String> numbers(String field) {
    return BETWEEN_NUMBERS
        .splitAsStream(field)
        .map(Table::text)
        .filter(number -> !number.isEmpty())
        .toList();
  }

  /** The first field of that column that is not empty. */
  private String first(List<String> fields, Column column) {
    for (int i = 0; i < columns.size() && i < fields.size(); i++) {
      if (columns.get(i) == column && !fields.get(i).isBlank()) {
        return text(fields.get(i));
      }
    }
    return "";
  }

  private static String text(String field) {
    return Cells.undo(field.strip());
  }

  private static Reader withoutMark(Reader reader) throws IOException {
    var text = new PushbackReader(reader);
    int first = text.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      text.unread(first);
    }
    return text;
  }
}
