package dev.hookswitch.directory.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/** Reads a file of either form. */
final class EntriesOfFile {
  private EntriesOfFile() {}

  static Iterator<Entry> open(InputStream in, ImportOrder order) throws IOException {
    return switch (order.format()) {
      case FileFormat.Csv csv -> new Table(in, csv, order.columns());
      case FileFormat.VCard(var charset) -> new Cards(in, charset);
    };
  }
}
