package dev.hookswitch.settings.ui;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters of a line as a person types them: {@code name=value}, one on each line. */
final class Parameters {
  private Parameters() {}

  /** A line of the text that is no parameter. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String line;

    Malformed(String line) {
      super("not a parameter");
      this.line = line;
    }

    String line() {
      return line;
    }
  }

  /**
   * @throws Malformed for a line without a name and {@code =}, and for a name that stands twice
   */
  static Map<String, String> read(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> {
          int at = line.indexOf('=');
          if (at < 1
              || parameters.put(line.substring(0, at).strip(), line.substring(at + 1).strip())
                  != null) {
            throw new Malformed(at < 1 ? line : line.substring(0, at));
          }
        });
    return parameters;
  }

  static String write(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("\n"));
  }
}
