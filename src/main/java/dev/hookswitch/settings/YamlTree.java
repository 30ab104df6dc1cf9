package dev.hookswitch.settings;

import dev.hookswitch.settings.ProvisioningFile.Place;
import dev.hookswitch.settings.ProvisioningProblem.Kind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML node by node, without making objects of it, and notes what is not as expected instead
 * of stopping there. Bounded in size and depth; aliases, which can make a small file large, are
 * refused.
 */
final class YamlTree {
  static final int MOST_CHARACTERS = 4_000_000;
  private static final int DEEPEST = 20;

  private final List<ProvisioningProblem> problems = new ArrayList<>();

  /** So far, in the order in which they were found. */
  List<ProvisioningProblem> problems() {
    return List.copyOf(problems);
  }

  void problem(Place place, Kind kind, String... arguments) {
    problems.add(new ProvisioningProblem(place.line(), place.path(), kind, List.of(arguments)));
  }

  /** The only document; empty for a file that cannot be read or holds nothing. */
  Optional<Node> parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setNestingDepthLimit(DEEPEST);
    Yaml yaml = new Yaml(options);
    Place start = new Place(1, "");
    if (text.length() > MOST_CHARACTERS) {
      problem(start, Kind.TOO_LARGE, Integer.toString(MOST_CHARACTERS));
      return Optional.empty();
    }
    try {
      for (Event event : yaml.parse(new StringReader(text))) {
        if (event instanceof AliasEvent) {
          problem(new Place(event.getStartMark().getLine() + 1, ""), Kind.ALIAS);
        }
      }
      return problems.isEmpty()
          ? Optional.ofNullable(yaml.compose(new StringReader(text)))
          : Optional.empty();
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problem(new Place(line, ""), Kind.NOT_YAML, String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      problem(start, Kind.NOT_YAML, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** The entries by key; unknown and double keys are noted and left out. */
  Map<String, Node> mapping(Node node, String path, Set<String> known) {
    Map<String, Node> entries = new LinkedHashMap<>();
    forEachEntry(
        node,
        path,
        (key, value) -> {
          if (known.contains(key)) {
            entries.put(key, value);
          } else {
            problem(
                place(value, child(path, key)),
                Kind.UNKNOWN_KEY,
                String.join(", ", known.stream().sorted().toList()));
          }
        });
    return entries;
  }

  /** The entries by key, whatever the keys; double keys are noted and left out. */
  Map<String, Node> mapping(Node node, String path) {
    Map<String, Node> entries = new LinkedHashMap<>();
    forEachEntry(node, path, entries::put);
    return entries;
  }

  /** Texts by key, whatever the keys. */
  Map<String, String> texts(@Nullable Node node, String path) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (node != null) {
      forEachEntry(
          node,
          path,
          (key, value) -> text(value, child(path, key)).ifPresent(text -> entries.put(key, text)));
    }
    return entries;
  }

  void forEachItem(@Nullable Node node, String path, BiConsumer<Node, String> action) {
    if (node == null) {
      return;
    }
    if (node instanceof SequenceNode sequence) {
      List<Node> items = sequence.getValue();
      for (int i = 0; i < items.size(); i++) {
        action.accept(items.get(i), path + "[" + i + "]");
      }
    } else {
      problem(place(node, path), Kind.EXPECTED_LIST);
    }
  }

  Optional<String> text(Node node, String path) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(scalar.getValue());
    }
    problem(place(node, path), Kind.EXPECTED_TEXT);
    return Optional.empty();
  }

  /** The text under a key that must be there. */
  Optional<String> text(Node parent, Map<String, Node> entries, String path, String key) {
    Node node = entries.get(key);
    if (node == null) {
      problem(place(parent, path), Kind.MISSING_KEY, key);
      return Optional.empty();
    }
    return text(node, child(path, key));
  }

  Optional<Boolean> bool(Node node, String path) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(Boolean.valueOf(scalar.getValue()));
    }
    problem(place(node, path), Kind.EXPECTED_BOOLEAN);
    return Optional.empty();
  }

  static Place place(Node node, String path) {
    return new Place(node.getStartMark().getLine() + 1, path);
  }

  static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private void forEachEntry(Node node, String path, BiConsumer<String, Node> action) {
    if (!(node instanceof MappingNode mapping)) {
      problem(place(node, path), Kind.EXPECTED_MAPPING);
      return;
    }
    Map<String, Node> seen = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      Optional<String> key = text(entry.getKeyNode(), path);
      if (key.isEmpty()) {
        continue;
      }
      if (seen.put(key.get(), entry.getValueNode()) == null) {
        action.accept(key.get(), entry.getValueNode());
      } else {
        problem(place(entry.getKeyNode(), child(path, key.get())), Kind.DOUBLE_KEY);
      }
    }
  }
}
