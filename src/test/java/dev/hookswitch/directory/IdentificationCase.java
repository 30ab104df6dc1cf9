package dev.hookswitch.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of {@code identification/cases.txt}; what it means stands at the top of that file.
 *
 * @param asked the number that calls
 * @param found as it is written in the file; empty for nobody
 */
record IdentificationCase(
    int line,
    String section,
    IdentificationSettings settings,
    String asked,
    List<Holder> holders,
    List<String> found) {

  /** Somebody who has a number. */
  record Holder(String name, String kind, String number, Set<String> marks) {
    private static final Pattern FORM =
        Pattern.compile(
            "(?<name>[^:(]+?)(?: \\((?<kind>\\w+)\\))?: (?<number>.+?)(?<marks>(?: \\[[^\\]]+])*)");
    private static final Set<String> MARKS = Set.of("out of date", "denied");
    private static final String SPOKE = "spoke ";

    static Holder parse(String text) {
      Matcher matcher = FORM.matcher(text.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(text + " (expected: name (kind): number [mark])");
      }
      Set<String> marks =
          Arrays.stream(matcher.group("marks").split("[\\[\\]]"))
              .map(String::strip)
              .filter(mark -> MARKS.contains(mark) || mark.startsWith(SPOKE))
              .collect(Collectors.toSet());
      return new Holder(
          matcher.group("name"),
          Objects.requireNonNullElse(matcher.group("kind"), RecordRef.CONTACT),
          matcher.group("number"),
          marks);
    }

    /** 0 when nobody spoke with them. */
    int spokeOnDay() {
      return marks.stream()
          .filter(mark -> mark.startsWith(SPOKE))
          .mapToInt(mark -> Integer.parseInt(mark.substring(SPOKE.length())))
          .findFirst()
          .orElse(0);
    }
  }

  private static final String FILE = "/identification/cases.txt";

  static List<IdentificationCase> all() {
    List<IdentificationCase> cases = new ArrayList<>();
    String section = "";
    IdentificationSettings settings = settings("");
    String[] lines = read().split("\n");
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.startsWith("==")) {
        String[] parts = line.substring(2).split(":", 2);
        section = parts[0].strip();
        settings = settings(parts.length > 1 ? parts[1] : "");
      } else if (!line.isEmpty() && !line.startsWith("# ") && !line.equals("#")) {
        String[] cells = line.split(" *\\| *");
        cases.add(
            new IdentificationCase(
                i + 1,
                section,
                settings,
                cells[0].equals("-") ? "" : cells[0],
                parts(cells[1]).map(Holder::parse).toList(),
                cells[2].equals("nobody") ? List.of() : matches(cells[2])));
      }
    }
    return cases;
  }

  private static List<String> matches(String cell) {
    // A reason has a semicolon of its own.
    return parts(cell.replace("; the number", ", the number"))
        .map(match -> match.replace(", the number", "; the number"))
        .toList();
  }

  private static Stream<String> parts(String cell) {
    // In a number a semicolon is followed by a parameter, between two of them by a blank.
    return Arrays.stream(cell.split("; ")).map(String::strip);
  }

  private static IdentificationSettings settings(String text) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "region", "RU",
                "search", "9",
                "internal", "4",
                "outside", "",
                "sources", "employee,contact,account,lead"));
    for (String setting : text.strip().split(" ")) {
      if (!setting.isEmpty()) {
        String[] pair = setting.split("=");
        if (values.put(pair[0], pair[1]) == null) {
          throw new IllegalArgumentException("no setting " + pair[0]);
        }
      }
    }
    return new IdentificationSettings(
        values.get("region").equals("-") ? null : values.get("region"),
        Integer.parseInt(values.get("search")),
        Integer.parseInt(values.get("internal")),
        list(values.get("outside")),
        list(values.get("sources")));
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }

  private static String read() {
    try (var stream = IdentificationCase.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "%d: %s: %s".formatted(line, section, asked);
  }
}
