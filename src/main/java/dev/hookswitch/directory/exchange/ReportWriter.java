package dev.hookswitch.directory.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Writes refused lines as a table, in UTF-8 with a byte order mark. Not for several threads. */
public final class ReportWriter implements RefusedReport, AutoCloseable {
  private final CsvWriter csv;
  private final Function<RefusedLine.Reason, String> expected;

  /**
   * @param header words over line, expectation, value
   */
  public ReportWriter(
      OutputStream out, List<String> header, Function<RefusedLine.Reason, String> expected)
      throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\uFEFF');
    this.csv = CsvWriter.builder().build(writer);
    this.expected = expected;
    csv.writeRecord(header);
  }

  @Override
  public void add(RefusedLine line) {
    csv.writeRecord(
        Long.toString(line.line()), expected.apply(line.reason()), Cells.defuse(line.value()));
  }

  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
