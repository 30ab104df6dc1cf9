package dev.hookswitch.directory.exchange;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.hookswitch.directory.exchange.FileFormat.Header;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a file seems to be, by its beginning. People may know better. */
public final class FileGuess {
  /** Encodings that may be chosen. */
  public static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_8,
          Charset.forName("windows-1251"),
          Charset.forName("windows-1252"),
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          Charset.forName("KOI8-R"));

  /** Delimiters that may be chosen. */
  public static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

  private static final int LOOKED_AT = 64 * 1024;
  private static final int LINES_LOOKED_AT = 20;

  private FileGuess() {}

  /**
   * @throws UnreadableFile when there is no such file
   */
  public static FileFormat of(Path file) {
    byte[] beginning = beginning(file);
    Charset charset = charset(beginning);
    String text = new String(beginning, charset).replace("\uFEFF", "");
    if (text.stripLeading().toUpperCase(Locale.ROOT).startsWith("BEGIN:VCARD")) {
      return new FileFormat.VCard(charset);
    }
    char delimiter = delimiter(beginning, charset);
    return new FileFormat.Csv(charset, delimiter, header(beginning, charset, delimiter));
  }

  /**
   * The first lines of a table, the header too.
   *
   * @throws UnreadableFile when they cannot be read
   */
  public static List<List<String>> firstLines(Path file, FileFormat.Csv format, int limit) {
    try (InputStream in = Files.newInputStream(file)) {
      return lines(in, format, limit);
    } catch (IOException e) {
      throw new UnreadableFile(0, e);
    } catch (UncheckedIOException e) {
      throw new UnreadableFile(0, e);
    }
  }

  /** What the columns tell, by the words over them; nothing is known of a table without header. */
  public static List<Column> columns(List<String> header) {
    List<Column> columns = new ArrayList<>();
    for (String word : header) {
      columns.add(Column.guess(Cells.undo(word)));
    }
    return columns;
  }

  private static byte[] beginning(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LOOKED_AT);
    } catch (IOException e) {
      throw new UnreadableFile(0, e);
    }
  }

  private static Charset charset(byte[] beginning) {
    if (startsWith(beginning, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (startsWith(beginning, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    if (isUtf8(beginning)) {
      return StandardCharsets.UTF_8;
    }
    return CHARSETS.get(isCyrillic(beginning) ? 1 : 2);
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  /** A character may be cut in two where the beginning ends. */
  private static boolean isUtf8(byte[] bytes) {
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length + 1), false);
    return !result.isError();
  }

  /** Words of Cyrillic letters are runs of high bytes; accents in Latin words stand alone. */
  private static boolean isCyrillic(byte[] bytes) {
    int high = 0;
    int inRuns = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] < 0) {
        high++;
        if (i > 0 && bytes[i - 1] < 0) {
          inRuns++;
        }
      }
    }
    return inRuns * 2 > high;
  }

  /** The one by which most lines have equally many fields, and more than one. */
  private static char delimiter(byte[] beginning, Charset charset) {
    char best = ',';
    int most = 0;
    for (char candidate : DELIMITERS) {
      List<List<String>> lines =
          linesOf(beginning, new FileFormat.Csv(charset, candidate, Header.NONE));
      if (lines.isEmpty()) {
        continue;
      }
      int width = lines.getFirst().size();
      int score =
          width < 2
              ? 0
              : (int) lines.stream().filter(line -> line.size() == width).count() * 100 + width;
      if (score > most) {
        most = score;
        best = candidate;
      }
    }
    return best;
  }

  private static Header header(byte[] beginning, Charset charset, char delimiter) {
    List<List<String>> lines =
        linesOf(beginning, new FileFormat.Csv(charset, delimiter, Header.NONE));
    if (lines.isEmpty()) {
      return Header.FIRST_LINE;
    }
    List<String> first = lines.getFirst();
    boolean known = columns(first).stream().anyMatch(column -> column != Column.IGNORED);
    boolean hasDigits = first.stream().anyMatch(text -> text.matches(".*\\d{4,}.*"));
    return known || !hasDigits ? Header.FIRST_LINE : Header.NONE;
  }

  private static List<List<String>> linesOf(byte[] beginning, FileFormat.Csv format) {
    try {
      return lines(new ByteArrayInputStream(beginning), format, LINES_LOOKED_AT);
    } catch (IOException _) {
      return List.of();
    } catch (RuntimeException _) {
      return List.of(); // with this delimiter it is no table
    }
  }

  private static List<List<String>> lines(InputStream in, FileFormat.Csv format, int limit)
      throws IOException {
    List<List<String>> lines = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = Table.reader(in, format)) {
      for (CsvRecord record : reader) {
        lines.add(record.getFields());
        if (lines.size() == limit) {
          break;
        }
      }
    }
    return lines;
  }
}
