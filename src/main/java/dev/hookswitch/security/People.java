package dev.hookswitch.security;

import com.fasterxml.uuid.Generators;
import dev.hookswitch.security.PeopleRefused.Problem;
import dev.hookswitch.security.PersonDetails.Access;
import dev.hookswitch.security.store.PeopleStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Users and their teams. Everybody may read; what changes them asks for an administrator and throws
 * {@link org.springframework.security.access.AccessDeniedException} for anybody else. Safe for use
 * by many threads.
 */
@Service
@Transactional(readOnly = true)
public class People {
  private static final String ADMINISTRATOR = "hasRole('ADMINISTRATOR')";
  private static final Pattern SIGN_IN = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");
  private static final int LONGEST_NAME = 100;

  private final PeopleStore store;
  private final Passwords passwords;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  People(PeopleStore store, Passwords passwords, ApplicationEventPublisher events, Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.events = events;
    this.clock = clock;
  }

  public Optional<Person> find(UserId id) {
    return store.byIds(List.of(id)).stream().findFirst();
  }

  public Optional<Person> findBySignIn(String signIn) {
    return store.bySignIn(signIn.strip().toLowerCase(Locale.ROOT));
  }

  /** Those of the ids that exist. */
  public Map<UserId, Person> findAll(Collection<UserId> ids) {
    return store.byIds(ids).stream().collect(Collectors.toMap(Person::id, Function.identity()));
  }

  /** Everybody, disabled users too, by name. */
  public List<Person> all() {
    return store.all();
  }

  /**
   * Enabled users in whose name every typed word begins a word, by name: "be an" finds Anna Berg.
   *
   * @return empty for a blank text
   */
  public List<Person> search(String typed, int limit) {
    List<String> words = words(typed);
    return words.isEmpty() ? List.of() : store.search(words, limit);
  }

  public List<Team> teams() {
    return store.teams();
  }

  /** Everybody who shares a team with the user, the user too if in any team. */
  public Set<UserId> teamMatesOf(UserId user) {
    return store.teamMatesOf(user);
  }

  /** Whose calls the user may see. */
  public Sight sightOf(Person viewer) {
    if (viewer.is(Role.ADMINISTRATOR)) {
      return new Sight.Everybody();
    }
    return new Sight.Only(
        viewer.is(Role.SUPERVISOR)
            ? with(teamMatesOf(viewer.id()), viewer.id())
            : Set.of(viewer.id()));
  }

  /** Whether the viewer may see what belongs to the owner. */
  public boolean sees(Person viewer, UserId owner) {
    return viewer.id().equals(owner) || sightOf(viewer).includes(owner);
  }

  /**
   * @throws PeopleRefused with every problem found
   */
  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public UserId create(PersonDetails details, Credential credential) {
    EnumSet<Problem> problems = problemsOf(null, details);
    refuseIfAny(problems, credential);
    UserId id = new UserId(Generators.timeBasedEpochGenerator().generate());
    store.insert(
        id,
        details,
        nameWords(details.name()),
        hashOf(credential),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
    events.publishEvent(new PersonChanged(id));
    return id;
  }

  /**
   * @param version of the {@link Person} that was edited
   * @throws PeopleRefused with every problem found
   * @throws OptimisticLockingFailureException when the user was changed meanwhile
   */
  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public void update(UserId user, long version, PersonDetails details) {
    EnumSet<Problem> problems = problemsOfUpdate(user, details);
    refuseIfAny(problems);
    store.update(user, version, details, nameWords(details.name()));
    events.publishEvent(new PersonChanged(user));
  }

  /** The same, and a new password with it: both are kept or neither. */
  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public void update(UserId user, long version, PersonDetails details, Credential credential) {
    EnumSet<Problem> problems = problemsOfUpdate(user, details);
    refuseIfAny(problems, credential);
    store.update(user, version, details, nameWords(details.name()));
    store.setPasswordHash(user, hashOf(credential));
    events.publishEvent(new PersonChanged(user));
  }

  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public void setPassword(UserId user, Credential credential) {
    refuseIfAny(EnumSet.noneOf(Problem.class), credential);
    store.setPasswordHash(user, hashOf(credential));
  }

  /**
   * For the export: tells nothing about the password, and {@link Credential.Hash} takes it back.
   */
  @PreAuthorize(ADMINISTRATOR)
  public Map<UserId, String> passwordHashes() {
    return store.passwordHashes();
  }

  /** Every user chooses a language for herself. */
  @Transactional
  @PreAuthorize("isAuthenticated()")
  public void chooseLanguage(Language language) {
    store.setLanguage(SignedIn.id(), language);
  }

  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public TeamId createTeam(String name) {
    TeamId id = new TeamId(Generators.timeBasedEpochGenerator().generate());
    store.insertTeam(id, checkedTeamName(null, name));
    return id;
  }

  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public void renameTeam(TeamId team, String name) {
    store.renameTeam(team, checkedTeamName(team, name));
  }

  /** Its members stay users, without this team. */
  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public void deleteTeam(TeamId team) {
    store.deleteTeam(team);
    events.publishEvent(new TeamsChanged());
  }

  /** Whether anybody could manage this installation. */
  public boolean hasAdministrator() {
    return store.hasAdministrator();
  }

  Optional<String> passwordHashOf(UserId user) {
    return store.passwordHashOf(user);
  }

  private EnumSet<Problem> problemsOf(@Nullable UserId self, PersonDetails details) {
    EnumSet<Problem> problems = EnumSet.noneOf(Problem.class);
    if (!SIGN_IN.matcher(details.signIn()).matches()) {
      problems.add(Problem.SIGN_IN_FORM);
    } else if (store
        .bySignIn(details.signIn())
        .filter(other -> !other.id().equals(self))
        .isPresent()) {
      problems.add(Problem.SIGN_IN_TAKEN);
    }
    if (details.name().isEmpty() || details.name().length() > LONGEST_NAME) {
      problems.add(Problem.NAME_LENGTH);
    }
    if (details.roles().isEmpty()) {
      problems.add(Problem.ROLE_MISSING);
    }
    return problems;
  }

  private EnumSet<Problem> problemsOfUpdate(UserId user, PersonDetails details) {
    store.lockAdministrators();
    EnumSet<Problem> problems = problemsOf(user, details);
    if (store.isOnlyAdministrator(user)) {
      if (!details.roles().contains(Role.ADMINISTRATOR)) {
        problems.add(Problem.LAST_ADMINISTRATOR_ROLE);
      }
      if (details.access() == Access.DISABLED) {
        problems.add(Problem.LAST_ADMINISTRATOR_ACCESS);
      }
    }
    return problems;
  }

  private void refuseIfAny(EnumSet<Problem> problems, Credential credential) {
    if (credential instanceof Credential.Password(String text)) {
      passwords.problemOf(text).ifPresent(problems::add);
    }
    refuseIfAny(problems);
  }

  private static void refuseIfAny(Set<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new PeopleRefused(problems);
    }
  }

  private String hashOf(Credential credential) {
    return switch (credential) {
      case Credential.Password(String text) -> passwords.hash(text);
      case Credential.Hash(String encoded) -> encoded;
    };
  }

  private String checkedTeamName(@Nullable TeamId self, String typed) {
    String name = typed.strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new PeopleRefused(Problem.TEAM_NAME_LENGTH);
    }
    boolean taken =
        store.teams().stream()
            .anyMatch(team -> team.name().equalsIgnoreCase(name) && !team.id().equals(self));
    if (taken) {
      throw new PeopleRefused(Problem.TEAM_NAME_TAKEN);
    }
    return name;
  }

  private static String nameWords(String name) {
    return " " + String.join(" ", words(name));
  }

  private static List<String> words(String text) {
    return Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+")
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static Set<UserId> with(Set<UserId> ids, UserId self) {
    return Stream.concat(ids.stream(), Stream.of(self)).collect(Collectors.toUnmodifiableSet());
  }
}
