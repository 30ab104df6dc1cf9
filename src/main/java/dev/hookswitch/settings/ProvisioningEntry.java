package dev.hookswitch.settings;

import dev.hookswitch.settings.ProvisioningProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** An entry of a list in a provisioning file; it notes what is wrong with it, and where. */
public final class ProvisioningEntry {
  private final YamlTree yaml;
  private final Node node;
  private final String path;
  private final Map<String, Node> entries;

  private ProvisioningEntry(YamlTree yaml, Node node, String path, Map<String, Node> entries) {
    this.yaml = yaml;
    this.node = node;
    this.path = path;
    this.entries = entries;
  }

  static List<ProvisioningEntry> list(YamlTree yaml, Node list, String path) {
    List<ProvisioningEntry> found = new ArrayList<>();
    yaml.forEachItem(
        list,
        path,
        (node, itemPath) ->
            found.add(new ProvisioningEntry(yaml, node, itemPath, yaml.mapping(node, itemPath))));
    return found;
  }

  /** Keys besides these are a problem. */
  public void expect(Set<String> keys) {
    entries.forEach((key, value) -> {
      if (!keys.contains(key)) {
        yaml.problem(
            YamlTree.place(value, YamlTree.child(path, key)),
            Kind.UNKNOWN_KEY,
            String.join(", ", keys.stream().sorted().toList()));
      }
    });
  }

  /** The text under a key; a problem when there is none. */
  public Optional<String> needed(String key) {
    return yaml.text(node, entries, path, key).map(String::strip);
  }

  /** The text under a key. */
  public Optional<String> text(String key) {
    Node value = entries.get(key);
    return value == null
        ? Optional.empty()
        : yaml.text(value, YamlTree.child(path, key)).map(String::strip);
  }

  /** Whether it says yes under a key. */
  public boolean yes(String key) {
    Node value = entries.get(key);
    return value != null && yaml.bool(value, YamlTree.child(path, key)).orElse(false);
  }

  /** The entries of a list under a key. */
  public List<ProvisioningEntry> list(String key) {
    Node value = entries.get(key);
    return value == null ? List.of() : list(yaml, value, YamlTree.child(path, key));
  }

  /**
   * Notes a problem.
   *
   * @param key of the value that is wrong; the entry itself when it has no such key
   */
  public void problem(String key, Kind kind, String... arguments) {
    Node value = entries.get(key);
    yaml.problem(
        value == null
            ? YamlTree.place(node, path)
            : YamlTree.place(value, YamlTree.child(path, key)),
        kind,
        arguments);
  }
}
