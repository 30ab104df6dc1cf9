package dev.hookswitch.settings;

import dev.hookswitch.phone.LineId;
import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.Credential;
import dev.hookswitch.security.Passwords;
import dev.hookswitch.security.People;
import dev.hookswitch.security.PeopleRefused;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.PersonDetails;
import dev.hookswitch.security.Team;
import dev.hookswitch.security.TeamId;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.ProvisioningFile.LineEntry;
import dev.hookswitch.settings.ProvisioningFile.Place;
import dev.hookswitch.settings.ProvisioningFile.TeamEntry;
import dev.hookswitch.settings.ProvisioningFile.UserEntry;
import dev.hookswitch.settings.ProvisioningProblem.Kind;
import dev.hookswitch.settings.ProvisioningReader.Reading;
import dev.hookswitch.shell.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Users, teams and lines from a YAML file: at the start, from {@code hookswitch.provisioning}, and
 * from the page of the administrators. All of a file is applied or nothing, and applying it again
 * changes nothing: users are known by sign-in, teams by name, lines by phone system and number.
 * What the file does not name stays; the password of a known user stays too. Safe for use by many
 * threads.
 */
@Service
public class Provisioning implements SmartInitializingSingleton {
  private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);
  private static final String ADMINISTRATOR = "hasRole('ADMINISTRATOR')";

  /** In one list of another feature. */
  private static final int MOST_ENTRIES = 1000;

  /**
   * How many entries of a file are new, or differ from what is stored.
   *
   * @param newOthers in the lists of other features
   */
  public record Changes(
      int newTeams,
      int newUsers,
      int changedUsers,
      int newLines,
      int changedLines,
      int newOthers,
      int changedOthers) {
    public boolean none() {
      return newTeams
              + newUsers
              + changedUsers
              + newLines
              + changedLines
              + newOthers
              + changedOthers
          == 0;
    }
  }

  private final People people;
  private final Lines lines;
  private final Passwords passwords;
  private final Texts texts;
  private final TransactionTemplate transaction;
  private final ObjectProvider<ProvisioningSection> sections;
  private final ResourceLoader resources;
  private final Environment environment;
  private final String atStart;

  Provisioning(
      People people,
      Lines lines,
      Passwords passwords,
      Texts texts,
      TransactionTemplate transaction,
      // Asked when needed: they belong to features that use this one.
      ObjectProvider<ProvisioningSection> sections,
      ResourceLoader resources,
      Environment environment,
      @Value("${hookswitch.provisioning:}") String atStart) {
    this.people = people;
    this.lines = lines;
    this.passwords = passwords;
    this.texts = texts;
    this.transaction = transaction;
    this.sections = sections;
    this.resources = resources;
    this.environment = environment;
    this.atStart = atStart;
  }

  /** Before the first request is served: a file that cannot be applied stops the start. */
  @Override
  public void afterSingletonsInstantiated() {
    if (atStart.isBlank()) {
      return;
    }
    Resource file = resources.getResource(atStart);
    try {
      String text = file.getContentAsString(StandardCharsets.UTF_8);
      Changes changes = ActingAsSystem.call(() -> applyText(text));
      LOG.info("provisioning from {}: {}", atStart, changes.none() ? "nothing new" : changes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read hookswitch.provisioning=" + atStart, e);
    } catch (ProvisioningRefused e) {
      throw new IllegalStateException(
          "hookswitch.provisioning=%s cannot be applied:%n%s".formatted(atStart, e.getMessage()),
          e);
    }
  }

  /**
   * Says what {@link #apply} would do, and does nothing.
   *
   * @throws ProvisioningRefused with every problem found
   */
  @PreAuthorize(ADMINISTRATOR)
  public Changes preview(String yaml) {
    return planned(yaml).changes();
  }

  /**
   * @throws ProvisioningRefused with every problem found
   */
  @PreAuthorize(ADMINISTRATOR)
  public Changes apply(String yaml) {
    return applyText(yaml);
  }

  /**
   * Everything in the form that {@link #apply} takes: passwords as hashes, secrets as names of
   * environment variables. A list of another feature that is too long for such a file is named in a
   * comment instead.
   */
  @PreAuthorize(ADMINISTRATOR)
  public String export() {
    Map<String, List<Map<String, Object>>> others = new LinkedHashMap<>();
    StringBuilder leftOut = new StringBuilder();
    for (ProvisioningSection section : sectionsInOrder()) {
      List<Map<String, Object>> entries = section.export(MOST_ENTRIES + 1);
      if (entries.size() <= MOST_ENTRIES) {
        others.put(section.key(), entries);
      } else {
        leftOut.append(
            "# %s: more than %d, so not in this file%n".formatted(section.key(), MOST_ENTRIES));
      }
    }
    return leftOut
        + ProvisioningWriter.write(
            people.teams(),
            people.all(),
            people.passwordHashes(),
            lines.all(),
            lines.secretNames(),
            others);
  }

  private Changes applyText(String yaml) {
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          Plan plan = planned(yaml);
          plan.execute();
          return plan.changes();
        }));
  }

  private Plan planned(String yaml) {
    Set<String> keys = sections.stream().map(ProvisioningSection::key).collect(Collectors.toSet());
    Reading reading = ProvisioningReader.read(yaml, environment::getProperty, passwords, keys);
    Plan plan = new Plan();
    List<ProvisioningProblem> problems = new ArrayList<>();
    plan.add(reading.file(), problems);
    problems.addAll(reading.problems());
    refuseIfAny(problems);
    return plan;
  }

  private List<ProvisioningSection> sectionsInOrder() {
    return sections.stream().sorted(Comparator.comparingInt(ProvisioningSection::order)).toList();
  }

  private void refuseIfAny(List<ProvisioningProblem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    List<ProvisioningProblem> byLine =
        problems.stream().sorted(Comparator.comparingInt(ProvisioningProblem::line)).toList();
    String message =
        byLine.stream()
            .map(problem ->
                "line %d, %s: %s"
                    .formatted(
                        problem.line(),
                        problem.path(),
                        texts.getTranslation(
                            problem.kind().textKey(),
                            Locale.ENGLISH,
                            problem.arguments().toArray())))
            .collect(Collectors.joining("\n"));
    throw new ProvisioningRefused(message, byLine);
  }

  /** The difference between a file and the database, then its execution. */
  private final class Plan {
    private record UserChange(UserEntry entry, @Nullable Person known) {}

    private record LineChange(LineEntry entry, UserEntry owner, @Nullable OwnedLine known) {}

    private final List<TeamEntry> newTeams = new ArrayList<>();
    private final List<UserChange> users = new ArrayList<>();
    private final List<LineChange> changedLines = new ArrayList<>();
    private final List<ProvisioningSection.Plan> others = new ArrayList<>();
    private final Map<String, TeamId> teamIds = new HashMap<>();
    private final Map<String, UserId> userIds = new HashMap<>();

    void add(ProvisioningFile file, List<ProvisioningProblem> problems) {
      people.teams().forEach(team -> teamIds.put(key(team.name()), team.id()));
      file.teams().stream()
          .filter(team -> !teamIds.containsKey(key(team.name())))
          .forEach(newTeams::add);
      Set<String> knownTeams = new HashSet<>(teamIds.keySet());
      newTeams.forEach(team -> knownTeams.add(key(team.name())));
      Map<String, Person> knownUsers =
          people.all().stream().collect(Collectors.toMap(Person::signIn, Function.identity()));
      knownUsers.forEach((signIn, person) -> userIds.put(signIn, person.id()));
      Map<String, OwnedLine> knownLines =
          lines.all().stream()
              .collect(
                  Collectors.toMap(
                      line -> key(line.line().system(), line.line().number().dialled()),
                      Function.identity()));
      Map<LineId, Set<String>> knownSecrets = lines.secretNames();
      SortedSet<String> systems = lines.systems();
      for (UserEntry user : file.users()) {
        checkTeams(user, knownTeams, problems);
        Person known = knownUsers.get(user.signIn());
        if (known == null && user.credential() == null) {
          problems.add(problem(user.place(), Kind.MISSING_KEY, "password"));
        }
        if (known == null || !details(user, known).equals(detailsOf(known))) {
          users.add(new UserChange(user, known));
        }
        for (LineEntry line : user.lines()) {
          if (!systems.contains(line.system())) {
            problems.add(
                problem(
                    new Place(line.place().line(), line.place().path() + ".system"),
                    Kind.EXPECTED_ONE_OF,
                    String.join(", ", systems)));
          }
          checkForSystem(line, problems);
          OwnedLine knownLine = knownLines.get(key(line.system(), line.number().dialled()));
          if (knownLine == null || differs(line, knownLine, known, knownSecrets)) {
            changedLines.add(new LineChange(line, user, knownLine));
          }
        }
      }
      Set<String> signIns = new HashSet<>(knownUsers.keySet());
      file.users().forEach(user -> signIns.add(user.signIn()));
      addSections(file, signIns);
    }

    private void checkForSystem(LineEntry line, List<ProvisioningProblem> problems) {
      Place place = line.place();
      lines
          .problemsOf(line.system(), line.parameters())
          .forEach((code, problem) ->
              problems.add(
                  problem(new Place(place.line(), place.path() + ".parameters." + code), problem)));
      if (!lines.takes(line.system(), line.number())) {
        problems.add(
            problem(new Place(place.line(), place.path() + ".number"), Kind.NUMBER_NOT_HERE));
      }
    }

    private void addSections(ProvisioningFile file, Set<String> signIns) {
      for (ProvisioningSection section : sectionsInOrder()) {
        List<ProvisioningEntry> entries = file.sections().get(section.key());
        if (entries != null) {
          others.add(section.plan(entries, signIns));
        }
      }
    }

    Changes changes() {
      int newUsers = (int) users.stream().filter(change -> change.known() == null).count();
      int newLines = (int) changedLines.stream().filter(change -> change.known() == null).count();
      return new Changes(
          newTeams.size(),
          newUsers,
          users.size() - newUsers,
          newLines,
          changedLines.size() - newLines,
          others.stream().mapToInt(ProvisioningSection.Plan::created).sum(),
          others.stream().mapToInt(ProvisioningSection.Plan::changed).sum());
    }

    void execute() {
      newTeams.forEach(team -> teamIds.put(key(team.name()), people.createTeam(team.name())));
      users.stream()
          // New administrators first: the file may take the role from the only one there is.
          .sorted(Comparator.comparing(change -> change.known() != null))
          .forEach(this::write);
      changedLines.forEach(this::write);
      others.forEach(ProvisioningSection.Plan::execute);
    }

    private void write(UserChange change) {
      UserEntry entry = change.entry();
      Person known = change.known();
      try {
        if (known == null) {
          Credential credential = Objects.requireNonNull(entry.credential());
          userIds.put(entry.signIn(), people.create(details(entry, null), credential));
        } else {
          people.update(known.id(), known.version(), details(entry, known));
        }
      } catch (PeopleRefused refused) {
        // Everything else was checked before; this one depends on the order of the writing.
        refuseIfAny(List.of(problem(entry.place(), Kind.LAST_ADMINISTRATOR)));
      }
    }

    private void write(LineChange change) {
      LineEntry entry = change.entry();
      LineDetails details =
          new LineDetails(
              Objects.requireNonNull(userIds.get(change.owner().signIn())),
              entry.system(),
              entry.number().dialled(),
              entry.parameters(),
              entry.secrets());
      OwnedLine known = change.known();
      if (known == null) {
        lines.create(details);
      } else {
        lines.update(known.line().id(), known.version(), details);
      }
    }

    private PersonDetails details(UserEntry entry, @Nullable Person known) {
      Set<TeamId> teams = new HashSet<>();
      if (entry.teams() != null) {
        for (String team : entry.teams()) {
          TeamId id = teamIds.get(key(team));
          // A team that is still to be made differs from every known one.
          teams.add(id == null ? new TeamId(new UUID(0, 0)) : id);
        }
      } else if (known != null) {
        known.teams().forEach(team -> teams.add(team.id()));
      }
      return new PersonDetails(
          entry.signIn(),
          entry.name(),
          entry.roles(),
          teams,
          entry.language() == null && known != null ? known.language() : entry.language(),
          entry.access());
    }
  }

  private static void checkTeams(
      UserEntry user, Set<String> known, List<ProvisioningProblem> problems) {
    if (user.teams() == null) {
      return;
    }
    for (String team : user.teams()) {
      if (!known.contains(key(team))) {
        problems.add(
            problem(
                new Place(user.place().line(), user.place().path() + ".teams"),
                Kind.UNKNOWN_TEAM,
                team));
      }
    }
  }

  /** Secrets count as they are stored: a value in the file is compared with the value. */
  private static boolean differs(
      LineEntry entry,
      OwnedLine known,
      @Nullable Person owner,
      Map<LineId, Set<String>> knownSecrets) {
    if (owner == null || !owner.id().equals(known.owner())) {
      return true;
    }
    Map<String, String> stored = known.line().parameters();
    Set<String> secretNames = knownSecrets.getOrDefault(known.line().id(), Set.of());
    Map<String, String> readable = new HashMap<>(stored);
    readable.keySet().removeAll(secretNames);
    return !readable.equals(entry.parameters())
        || entry.secrets().entrySet().stream()
            .anyMatch(secret -> !secret.getValue().equals(stored.get(secret.getKey())));
  }

  private static PersonDetails detailsOf(Person person) {
    return new PersonDetails(
        person.signIn(),
        person.name(),
        person.roles(),
        person.teams().stream().map(Team::id).collect(Collectors.toSet()),
        person.language(),
        person.enabled() ? PersonDetails.Access.ENABLED : PersonDetails.Access.DISABLED);
  }

  private static ProvisioningProblem problem(Place place, SystemSettingsRefused.Problem problem) {
    return switch (problem) {
      case TOO_LONG -> problem(place, Kind.TOO_LONG, "1000");
      case ADDRESS -> problem(place, Kind.EXPECTED_ONE_OF, "ws://…, wss://…");
      case FLAG -> problem(place, Kind.EXPECTED_ONE_OF, "true, false");
      case UNKNOWN -> problem(place, Kind.PARAMETERS);
    };
  }

  private static ProvisioningProblem problem(Place place, Kind kind, String... arguments) {
    return new ProvisioningProblem(place.line(), place.path(), kind, List.of(arguments));
  }

  private static String key(String team) {
    return team.toLowerCase(Locale.ROOT);
  }

  private static String key(String system, String number) {
    return system + " " + number;
  }
}
