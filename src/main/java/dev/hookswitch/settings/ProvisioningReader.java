package dev.hookswitch.settings;

import static dev.hookswitch.settings.YamlTree.child;
import static dev.hookswitch.settings.YamlTree.place;

import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.Credential;
import dev.hookswitch.security.Language;
import dev.hookswitch.security.Passwords;
import dev.hookswitch.security.PersonDetails.Access;
import dev.hookswitch.security.Role;
import dev.hookswitch.settings.ProvisioningFile.LineEntry;
import dev.hookswitch.settings.ProvisioningFile.Place;
import dev.hookswitch.settings.ProvisioningFile.TeamEntry;
import dev.hookswitch.settings.ProvisioningFile.UserEntry;
import dev.hookswitch.settings.ProvisioningProblem.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one provisioning file and notes everything in it that cannot be right by itself. */
final class ProvisioningReader {
  /**
   * @param file what could be read; complete only when there are no problems
   * @param yaml collects the problems, those that the sections find too
   */
  record Reading(ProvisioningFile file, YamlTree yaml) {
    List<ProvisioningProblem> problems() {
      return yaml.problems();
    }
  }

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Pattern SIGN_IN = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");
  private static final int LONGEST_NAME = 100;
  private static final Set<String> OWN_KEYS = Set.of("teams", "users");
  private static final Set<String> TEAM_KEYS = Set.of("name");
  private static final Set<String> USER_KEYS =
      Set.of(
          "signIn",
          "name",
          "password",
          "passwordHash",
          "roles",
          "teams",
          "language",
          "enabled",
          "lines");
  private static final Set<String> LINE_KEYS = Set.of("system", "number", "parameters", "secrets");

  private final Function<String, @Nullable String> environment;
  private final Passwords passwords;
  private final YamlTree yaml = new YamlTree();
  private final Map<String, Place> firsts = new HashMap<>();

  private final Set<String> sections;

  private ProvisioningReader(
      Function<String, @Nullable String> environment, Passwords passwords, Set<String> sections) {
    this.environment = environment;
    this.passwords = passwords;
    this.sections = sections;
  }

  /**
   * @param sections keys of the lists that other features understand
   */
  static Reading read(
      String text,
      Function<String, @Nullable String> environment,
      Passwords passwords,
      Set<String> sections) {
    ProvisioningReader reader = new ProvisioningReader(environment, passwords, sections);
    ProvisioningFile file =
        reader
            .yaml
            .parse(text)
            .map(reader::file)
            .orElse(new ProvisioningFile(List.of(), List.of(), Map.of()));
    return new Reading(file, reader.yaml);
  }

  private ProvisioningFile file(Node root) {
    Set<String> keys = new HashSet<>(OWN_KEYS);
    keys.addAll(sections);
    Map<String, Node> entries = yaml.mapping(root, "", keys);
    List<TeamEntry> teams = new ArrayList<>();
    yaml.forEachItem(
        entries.get("teams"), "teams", (node, path) -> team(node, path).ifPresent(teams::add));
    List<UserEntry> users = new ArrayList<>();
    yaml.forEachItem(
        entries.get("users"), "users", (node, path) -> user(node, path).ifPresent(users::add));
    Map<String, List<ProvisioningEntry>> others = new HashMap<>();
    for (String key : sections) {
      Node list = entries.get(key);
      if (list != null) {
        others.put(key, ProvisioningEntry.list(yaml, list, key));
      }
    }
    return new ProvisioningFile(List.copyOf(teams), List.copyOf(users), others);
  }

  private Optional<TeamEntry> team(Node node, String path) {
    Map<String, Node> entries = yaml.mapping(node, path, TEAM_KEYS);
    return name(node, entries, path)
        .map(name -> {
          Place place = place(node, path);
          onlyOnce("team " + name.toLowerCase(Locale.ROOT), place);
          return new TeamEntry(place, name);
        });
  }

  private Optional<UserEntry> user(Node node, String path) {
    Map<String, Node> entries = yaml.mapping(node, path, USER_KEYS);
    Place place = place(node, path);
    Optional<String> signIn =
        yaml.text(node, entries, path, "signIn").map(text -> text.strip().toLowerCase(Locale.ROOT));
    signIn.ifPresent(text -> {
      onlyOnce("user " + text, place);
      if (!SIGN_IN.matcher(text).matches()) {
        yaml.problem(at(entries, path, "signIn"), Kind.SIGN_IN_FORM);
      }
    });
    Optional<String> name = name(node, entries, path);
    Credential credential = credential(entries, path);
    Set<Role> roles = roles(node, entries, path);
    Set<String> teams = teams(entries, path);
    Language language = language(entries, path);
    Access access = access(entries, path);
    List<LineEntry> lines = new ArrayList<>();
    yaml.forEachItem(
        entries.get("lines"),
        child(path, "lines"),
        (line, linePath) -> line(line, linePath).ifPresent(lines::add));
    if (signIn.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new UserEntry(
            place,
            signIn.get(),
            name.get(),
            credential,
            roles,
            teams,
            language,
            access,
            List.copyOf(lines)));
  }

  private Optional<String> name(Node node, Map<String, Node> entries, String path) {
    Optional<String> name = yaml.text(node, entries, path, "name").map(String::strip);
    name.filter(text -> text.isEmpty() || text.length() > LONGEST_NAME)
        .ifPresent(_ -> yaml.problem(at(entries, path, "name"), Kind.NAME_LENGTH));
    return name;
  }

  private @Nullable Credential credential(Map<String, Node> entries, String path) {
    Node password = entries.get("password");
    Node hash = entries.get("passwordHash");
    if (password != null && hash != null) {
      yaml.problem(at(entries, path, "passwordHash"), Kind.PASSWORD_OR_HASH);
      return null;
    }
    if (hash != null) {
      String encoded = yaml.text(hash, child(path, "passwordHash")).orElse("");
      if (!Passwords.isHash(encoded)) {
        yaml.problem(at(entries, path, "passwordHash"), Kind.PASSWORD_HASH);
        return null;
      }
      return new Credential.Hash(encoded);
    }
    if (password == null) {
      return null;
    }
    Place place = at(entries, path, "password");
    Optional<String> text =
        yaml.text(password, place.path()).flatMap(typed -> filledIn(typed, place));
    if (text.isEmpty()) {
      return null;
    }
    if (passwords.problemOf(text.get()).isPresent()) {
      yaml.problem(place, Kind.PASSWORD_LENGTH, Integer.toString(passwords.leastLength()));
    }
    return new Credential.Password(text.get());
  }

  private Set<Role> roles(Node node, Map<String, Node> entries, String path) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    Node list = entries.get("roles");
    if (list == null) {
      yaml.problem(place(node, path), Kind.MISSING_KEY, "roles");
      return roles;
    }
    Map<String, Role> known =
        Arrays.stream(Role.values())
            .collect(
                Collectors.toMap(
                    role -> role.name().toLowerCase(Locale.ROOT),
                    Function.identity(),
                    (one, _) -> one,
                    LinkedHashMap::new));
    int[] items = {0};
    yaml.forEachItem(
        list,
        child(path, "roles"),
        (item, itemPath) -> {
          items[0]++;
          yaml.text(item, itemPath)
              .ifPresent(text -> {
                Role role = known.get(text);
                if (role == null) {
                  oneOf(place(item, itemPath), known.keySet());
                } else {
                  roles.add(role);
                }
              });
        });
    if (items[0] == 0) {
      oneOf(at(entries, path, "roles"), known.keySet());
    }
    return roles;
  }

  private @Nullable Set<String> teams(Map<String, Node> entries, String path) {
    Node list = entries.get("teams");
    if (list == null) {
      return null;
    }
    Set<String> teams = new LinkedHashSet<>();
    yaml.forEachItem(
        list,
        child(path, "teams"),
        (item, itemPath) -> yaml.text(item, itemPath).map(String::strip).ifPresent(teams::add));
    return teams;
  }

  private @Nullable Language language(Map<String, Node> entries, String path) {
    Node node = entries.get("language");
    if (node == null) {
      return null;
    }
    String code = yaml.text(node, child(path, "language")).orElse("");
    Optional<Language> language = Language.ofCode(code);
    if (language.isEmpty()) {
      oneOf(
          at(entries, path, "language"),
          Arrays.stream(Language.values()).map(Language::code).toList());
    }
    return language.orElse(null);
  }

  private Access access(Map<String, Node> entries, String path) {
    Node node = entries.get("enabled");
    boolean enabled = node == null || yaml.bool(node, child(path, "enabled")).orElse(true);
    return enabled ? Access.ENABLED : Access.DISABLED;
  }

  private Optional<LineEntry> line(Node node, String path) {
    Map<String, Node> entries = yaml.mapping(node, path, LINE_KEYS);
    Optional<String> system = yaml.text(node, entries, path, "system").map(String::strip);
    Optional<String> typed = yaml.text(node, entries, path, "number");
    Optional<PhoneNumber> number = typed.flatMap(PhoneNumber::typed);
    if (typed.isPresent() && number.isEmpty()) {
      yaml.problem(at(entries, path, "number"), Kind.NUMBER_FORM);
    }
    Map<String, String> parameters =
        yaml.texts(entries.get("parameters"), child(path, "parameters"));
    Map<String, String> secrets = new LinkedHashMap<>();
    yaml.texts(entries.get("secrets"), child(path, "secrets"))
        .forEach((key, value) ->
            filledIn(
                    value,
                    new Place(
                        at(entries, path, "secrets").line(), child(child(path, "secrets"), key)))
                .ifPresent(secret -> secrets.put(key, secret)));
    if (!Lines.wellFormed(parameters, secrets)) {
      yaml.problem(place(node, path), Kind.PARAMETERS);
    }
    if (system.isEmpty() || number.isEmpty()) {
      return Optional.empty();
    }
    Place place = place(node, path);
    onlyOnce("line " + system.get() + " " + number.get().dialled(), place);
    return Optional.of(new LineEntry(place, system.get(), number.get(), parameters, secrets));
  }

  /** The text with its {@code ${VARIABLES}} replaced; a missing one is noted. */
  private Optional<String> filledIn(String text, Place place) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder result = new StringBuilder();
    boolean complete = true;
    while (matcher.find()) {
      String value = environment.apply(matcher.group(1));
      if (value == null) {
        yaml.problem(place, Kind.MISSING_VARIABLE, matcher.group(1));
        complete = false;
      } else {
        matcher.appendReplacement(result, Matcher.quoteReplacement(value));
      }
    }
    matcher.appendTail(result);
    return complete ? Optional.of(result.toString()) : Optional.empty();
  }

  private void onlyOnce(String what, Place place) {
    Place first = firsts.putIfAbsent(what, place);
    if (first != null) {
      yaml.problem(place, Kind.DOUBLE_ENTRY, Integer.toString(first.line()));
    }
  }

  private void oneOf(Place place, Iterable<String> known) {
    yaml.problem(place, Kind.EXPECTED_ONE_OF, String.join(", ", known));
  }

  private static Place at(Map<String, Node> entries, String path, String key) {
    Node node = entries.get(key);
    return node == null ? new Place(1, path) : place(node, child(path, key));
  }
}
