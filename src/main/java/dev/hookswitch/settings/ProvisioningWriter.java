package dev.hookswitch.settings;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.Team;
import dev.hookswitch.security.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes what {@link ProvisioningReader} reads. */
final class ProvisioningWriter {
  private ProvisioningWriter() {}

  static String write(
      List<Team> teams,
      List<Person> people,
      Map<UserId, String> passwordHashes,
      List<OwnedLine> lines,
      Map<LineId, Set<String>> secretNames,
      Map<String, List<Map<String, Object>>> sections) {
    Map<UserId, List<OwnedLine>> byOwner =
        lines.stream().collect(Collectors.groupingBy(OwnedLine::owner));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("teams", teams.stream().map(team -> Map.of("name", team.name())).toList());
    List<Object> users = new ArrayList<>();
    for (Person person : people) {
      Map<String, Object> user = new LinkedHashMap<>();
      user.put("signIn", person.signIn());
      user.put("name", person.name());
      user.put("passwordHash", passwordHashes.get(person.id()));
      user.put("roles", person.roles().stream().sorted().map(ProvisioningWriter::code).toList());
      user.put("teams", person.teams().stream().map(Team::name).toList());
      if (person.language() != null) {
        user.put("language", person.language().code());
      }
      if (!person.enabled()) {
        user.put("enabled", false);
      }
      user.put(
          "lines",
          byOwner.getOrDefault(person.id(), List.of()).stream()
              .map(owned ->
                  line(owned.line(), secretNames.getOrDefault(owned.line().id(), Set.of())))
              .toList());
      users.add(user);
    }
    root.put("users", users);
    root.putAll(sections);
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    // What reads it refuses aliases, which equal lists would become.
    options.setDereferenceAliases(true);
    options.setAllowUnicode(true);
    options.setWidth(Integer.MAX_VALUE);
    return new Yaml(options).dump(root);
  }

  private static Map<String, Object> line(Line line, Set<String> secretNames) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("system", line.system());
    result.put("number", line.number().dialled());
    Map<String, String> parameters = new TreeMap<>(line.parameters());
    parameters.keySet().removeAll(secretNames);
    if (!parameters.isEmpty()) {
      result.put("parameters", parameters);
    }
    if (!secretNames.isEmpty()) {
      Map<String, String> secrets = new TreeMap<>();
      secretNames.forEach(name -> secrets.put(name, "${" + variable(line, name) + "}"));
      result.put("secrets", secrets);
    }
    return result;
  }

  /** {@code HOOKSWITCH_LINE_WEBITEL_214_PASSWORD}. */
  static String variable(Line line, String secret) {
    return ("HOOKSWITCH_LINE_" + line.system() + "_" + line.number() + "_" + secret)
        .toUpperCase(Locale.ROOT)
        .replace("+", "PLUS")
        .replace("*", "STAR")
        .replace("#", "HASH")
        .replaceAll("[^A-Z0-9_]", "_");
  }

  private static String code(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
