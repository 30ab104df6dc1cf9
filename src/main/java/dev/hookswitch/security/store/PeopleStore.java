package dev.hookswitch.security.store;

import static dev.hookswitch.security.store.generated.Tables.APP_USER;
import static dev.hookswitch.security.store.generated.Tables.APP_USER_ROLE;
import static dev.hookswitch.security.store.generated.Tables.TEAM;
import static dev.hookswitch.security.store.generated.Tables.TEAM_MEMBER;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.hookswitch.security.Language;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.PersonDetails;
import dev.hookswitch.security.PersonDetails.Access;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.Team;
import dev.hookswitch.security.TeamId;
import dev.hookswitch.security.UserId;
import dev.hookswitch.security.store.generated.tables.records.AppUserRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Repository;

/** Users, roles and teams in the database. Reading any number of people takes three queries. */
@Repository
public class PeopleStore {
  private final DSLContext db;

  PeopleStore(DSLContext db) {
    this.db = db;
  }

  public List<Person> all() {
    return people(DSL.noCondition());
  }

  public List<Person> byIds(Collection<UserId> ids) {
    return ids.isEmpty()
        ? List.of()
        : people(APP_USER.ID.in(ids.stream().map(UserId::value).toList()));
  }

  public Optional<Person> bySignIn(String signIn) {
    return people(APP_USER.SIGN_IN.eq(signIn)).stream().findFirst();
  }

  /**
   * @param words in lower case, letters and digits only
   */
  public List<Person> search(List<String> words, int limit) {
    Condition matches = APP_USER.ENABLED.isTrue();
    for (String word : words) {
      matches = matches.and(APP_USER.NAME_WORDS.like("% " + word + "%"));
    }
    // The limit stands in a derived table, so that the roles and teams are read for the few found.
    var found =
        db.select(APP_USER.ID)
            .from(APP_USER)
            .where(matches)
            .orderBy(APP_USER.NAME, APP_USER.ID)
            .limit(limit)
            .asTable("found");
    return people(APP_USER.ID.in(db.select(found.field(APP_USER.ID)).from(found)));
  }

  public List<Team> teams() {
    return db.select(TEAM.ID, TEAM.NAME)
        .from(TEAM)
        .orderBy(TEAM.NAME)
        .fetch(row -> new Team(new TeamId(row.value1()), row.value2()));
  }

  public Set<UserId> teamMatesOf(UserId user) {
    var mine = TEAM_MEMBER.as("mine");
    return db
        .selectDistinct(TEAM_MEMBER.USER_ID)
        .from(TEAM_MEMBER)
        .join(mine)
        .on(mine.TEAM_ID.eq(TEAM_MEMBER.TEAM_ID))
        .where(mine.USER_ID.eq(user.value()))
        .fetch(TEAM_MEMBER.USER_ID)
        .stream()
        .map(UserId::new)
        .collect(toUnmodifiableSet());
  }

  public void insert(
      UserId id, PersonDetails details, String nameWords, String passwordHash, Instant createdAt) {
    db.insertInto(APP_USER)
        .set(APP_USER.ID, id.value())
        .set(APP_USER.SIGN_IN, details.signIn())
        .set(APP_USER.NAME, details.name())
        .set(APP_USER.NAME_WORDS, nameWords)
        .set(APP_USER.PASSWORD_HASH, passwordHash)
        .set(APP_USER.LANGUAGE, code(details.language()))
        .set(APP_USER.ENABLED, details.access() == Access.ENABLED)
        .set(APP_USER.CREATED_AT, createdAt.atOffset(ZoneOffset.UTC))
        .set(APP_USER.VERSION, 0L)
        .execute();
    insertRolesAndTeams(id, details);
  }

  public void update(UserId id, long version, PersonDetails details, String nameWords) {
    int rows =
        db.update(APP_USER)
            .set(APP_USER.SIGN_IN, details.signIn())
            .set(APP_USER.NAME, details.name())
            .set(APP_USER.NAME_WORDS, nameWords)
            .set(APP_USER.LANGUAGE, code(details.language()))
            .set(APP_USER.ENABLED, details.access() == Access.ENABLED)
            .set(APP_USER.VERSION, version + 1)
            .where(APP_USER.ID.eq(id.value()), APP_USER.VERSION.eq(version))
            .execute();
    if (rows == 0) {
      throw new OptimisticLockingFailureException("user " + id + " was changed meanwhile");
    }
    db.deleteFrom(APP_USER_ROLE).where(APP_USER_ROLE.USER_ID.eq(id.value())).execute();
    db.deleteFrom(TEAM_MEMBER).where(TEAM_MEMBER.USER_ID.eq(id.value())).execute();
    insertRolesAndTeams(id, details);
  }

  public void setPasswordHash(UserId id, String hash) {
    db.update(APP_USER)
        .set(APP_USER.PASSWORD_HASH, hash)
        .where(APP_USER.ID.eq(id.value()))
        .execute();
  }

  public void setLanguage(UserId id, Language language) {
    db.update(APP_USER)
        .set(APP_USER.LANGUAGE, language.code())
        .where(APP_USER.ID.eq(id.value()))
        .execute();
  }

  public Optional<String> passwordHashOf(UserId id) {
    return db.select(APP_USER.PASSWORD_HASH)
        .from(APP_USER)
        .where(APP_USER.ID.eq(id.value()))
        .fetchOptional(APP_USER.PASSWORD_HASH);
  }

  public Map<UserId, String> passwordHashes() {
    return db.select(APP_USER.ID, APP_USER.PASSWORD_HASH).from(APP_USER).fetch().stream()
        .collect(toMap(row -> new UserId(row.value1()), row -> row.value2()));
  }

  public void insertTeam(TeamId id, String name) {
    db.insertInto(TEAM).set(TEAM.ID, id.value()).set(TEAM.NAME, name).execute();
  }

  public void renameTeam(TeamId id, String name) {
    db.update(TEAM).set(TEAM.NAME, name).where(TEAM.ID.eq(id.value())).execute();
  }

  public void deleteTeam(TeamId id) {
    db.deleteFrom(TEAM).where(TEAM.ID.eq(id.value())).execute();
  }

  public boolean hasAdministrator() {
    return db.fetchExists(administrators());
  }

  /** Two administrators who disable each other at the same moment take turns here. */
  public void lockAdministrators() {
    db.select(APP_USER_ROLE.USER_ID)
        .from(APP_USER_ROLE)
        .where(APP_USER_ROLE.ROLE.eq(Role.ADMINISTRATOR.name()))
        .orderBy(APP_USER_ROLE.USER_ID)
        .forUpdate()
        .execute();
  }

  public boolean isOnlyAdministrator(UserId user) {
    return db.fetch(administrators()).intoSet(APP_USER.ID).equals(Set.of(user.value()));
  }

  private Select<Record1<UUID>> administrators() {
    return db.select(APP_USER.ID)
        .from(APP_USER)
        .join(APP_USER_ROLE)
        .on(APP_USER_ROLE.USER_ID.eq(APP_USER.ID))
        .where(APP_USER_ROLE.ROLE.eq(Role.ADMINISTRATOR.name()), APP_USER.ENABLED.isTrue());
  }

  private void insertRolesAndTeams(UserId id, PersonDetails details) {
    db.insertInto(APP_USER_ROLE, APP_USER_ROLE.USER_ID, APP_USER_ROLE.ROLE)
        .valuesOfRows(
            details.roles().stream().map(role -> DSL.row(id.value(), role.name())).toList())
        .execute();
    if (!details.teams().isEmpty()) {
      db.insertInto(TEAM_MEMBER, TEAM_MEMBER.TEAM_ID, TEAM_MEMBER.USER_ID)
          .valuesOfRows(
              details.teams().stream().map(team -> DSL.row(team.value(), id.value())).toList())
          .execute();
    }
  }

  private List<Person> people(Condition condition) {
    List<AppUserRecord> users =
        db.selectFrom(APP_USER).where(condition).orderBy(APP_USER.NAME, APP_USER.ID).fetch();
    if (users.isEmpty()) {
      return List.of();
    }
    var ids = db.select(APP_USER.ID).from(APP_USER).where(condition);
    Map<UUID, Set<Role>> roles =
        db
            .select(APP_USER_ROLE.USER_ID, APP_USER_ROLE.ROLE)
            .from(APP_USER_ROLE)
            .where(APP_USER_ROLE.USER_ID.in(ids))
            .fetch()
            .stream()
            .collect(
                groupingBy(
                    row -> row.value1(),
                    mapping(row -> Role.valueOf(row.value2()), toUnmodifiableSet())));
    Map<UUID, List<Team>> teams =
        db
            .select(TEAM_MEMBER.USER_ID, TEAM.ID, TEAM.NAME)
            .from(TEAM_MEMBER)
            .join(TEAM)
            .on(TEAM.ID.eq(TEAM_MEMBER.TEAM_ID))
            .where(TEAM_MEMBER.USER_ID.in(ids))
            .orderBy(TEAM.NAME)
            .fetch()
            .stream()
            .collect(
                groupingBy(
                    row -> row.value1(),
                    mapping(row -> new Team(new TeamId(row.value2()), row.value3()), toList())));
    return users.stream()
        .map(user ->
            new Person(
                new UserId(user.getId()),
                user.getSignIn(),
                user.getName(),
                roles.getOrDefault(user.getId(), Set.of()),
                teams.getOrDefault(user.getId(), List.of()),
                user.getEnabled(),
                language(user.getLanguage()),
                user.getVersion()))
        .toList();
  }

  private static @Nullable String code(@Nullable Language language) {
    return language == null ? null : language.code();
  }

  private static @Nullable Language language(@Nullable String code) {
    return code == null ? null : Language.ofCode(code).orElseThrow();
  }
}
