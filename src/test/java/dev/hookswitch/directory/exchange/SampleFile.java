package dev.hookswitch.directory.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** A file of contacts that looks like the export of another program. */
public final class SampleFile {
  private static final String[] FIRST = {"Anna", "Олег", "Zoë", "Ben", "Марта", "Piet", "Ida"};
  private static final String[] LAST = {"Berg", "Сорокин", "Lindqvist", "O'Neill", "Weiss"};

  private SampleFile() {}

  /**
   * Every hundredth line is bad: a number that is none, no name, or too many fields, in turn.
   *
   * @param own word in every company
   * @param three digits in every number
   * @return the lines that are bad, counted from 1
   */
  public static Set<Long> contacts(Path file, int lines, String own, int three) {
    Set<Long> bad = new TreeSet<>();
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("Full name;Company;Mobile Phone;Business Phone;E-mail;City\r\n");
      for (int i = 0; i < lines; i++) {
        String name = FIRST[i % 7] + " " + LAST[i % 5] + " " + i;
        String number = "+44 20 %03d %05d".formatted(three, i);
        String tail = "";
        if (i % 100 == 99) {
          bad.add(i + 2L);
          switch (i / 100 % 3) {
            case 0 -> number = "none";
            case 1 -> name = "";
            default -> tail = ";one too many";
          }
        }
        out.write(
            "%s;\"Company %d; of %s\";%s;;c%d.%s@example.org;Dover%s\r\n"
                .formatted(name, i % 1000, own, number, i, own, tail));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bad;
  }
}
