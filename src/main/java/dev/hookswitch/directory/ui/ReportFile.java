package dev.hookswitch.directory.ui;

import dev.hookswitch.directory.exchange.RefusedLine;
import dev.hookswitch.directory.exchange.RefusedReport;
import dev.hookswitch.directory.exchange.ReportWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** All refused lines of a passage, in a temporary file that somebody may download. */
final class ReportFile implements RefusedReport, AutoCloseable {
  private final Path path;
  private final ReportWriter writer;

  /**
   * @param header words over line, expectation, value
   * @param expected the sentence for a reason; asked on the thread of the passage
   */
  ReportFile(List<String> header, Function<RefusedLine.Reason, String> expected) {
    try {
      path = Files.createTempFile("hookswitch-refused-", ".csv");
      writer = new ReportWriter(Files.newOutputStream(path), header, expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void add(RefusedLine line) {
    writer.add(line);
  }

  @Override
  public void close() {
    writer.close();
  }

  Path path() {
    return path;
  }
}
