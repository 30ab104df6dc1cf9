package dev.hookswitch.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.security.PeopleRefused.Problem;
import dev.hookswitch.security.PersonDetails.Access;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.transaction.annotation.Transactional;

// A database of its own: other tests leave people behind, and here it counts who is there.
@HookswitchTest(properties = "hookswitch.node=people-test")
@Transactional
@WithMockUser(roles = "ADMINISTRATOR")
class PeopleTest {
  private static final Credential PASSWORD = new Credential.Password("correct horse");

  @Autowired private People people;
  private UserId boss;

  @BeforeEach
  void administratorExists() {
    boss = ActingAsSystem.call(() -> create("boss", "Ada Boss", Role.ADMINISTRATOR));
  }

  @Test
  void find_afterCreate_isWhatWasWritten() {
    TeamId sales = people.createTeam("Sales");
    UserId anna =
        people.create(
            new PersonDetails(
                " Anna ",
                " Anna Berg ",
                Set.of(Role.AGENT),
                Set.of(sales),
                Language.RU,
                Access.ENABLED),
            PASSWORD);
    Person found = people.find(anna).orElseThrow();
    assertThat(found.signIn()).isEqualTo("anna");
    assertThat(found.name()).isEqualTo("Anna Berg");
    assertThat(found.teams()).containsExactly(new Team(sales, "Sales"));
    assertThat(found.language()).isEqualTo(Language.RU);
    assertThat(people.findBySignIn("ANNA")).contains(found);
    assertThat(people.all()).extracting(Person::name).containsExactly("Ada Boss", "Anna Berg");
  }

  @Test
  void search_byBeginningsOfWords_ignoresCaseAndOrder() {
    create("anna", "Anna Berg", Role.AGENT);
    create("kon", "Константин Вольконский-Благовещенский", Role.AGENT);
    assertThat(people.search("berg an", 9)).extracting(Person::signIn).containsExactly("anna");
    assertThat(people.search("БЛАГО", 9)).extracting(Person::signIn).containsExactly("kon");
    assertThat(people.search("erg", 9)).isEmpty();
    assertThat(people.search("100%", 9)).isEmpty();
    assertThat(people.search(" ", 9)).isEmpty();
    assertThat(people.search("a", 1)).hasSize(1);
  }

  @Test
  void search_disabledUser_isNotFound() {
    UserId anna = create("anna", "Anna Berg", Role.AGENT);
    people.update(anna, 0, details("anna", "Anna Berg", Role.AGENT, Access.DISABLED));
    assertThat(people.search("anna", 9)).isEmpty();
  }

  @Test
  void create_withEverythingWrong_saysAllOfIt() {
    assertThatThrownBy(() ->
            people.create(
                new PersonDetails("a b", "", Set.of(), Set.of(), null, Access.ENABLED),
                new Credential.Password("short")))
        .isInstanceOfSatisfying(
            PeopleRefused.class,
            refused ->
                assertThat(refused.problems())
                    .containsExactlyInAnyOrder(
                        Problem.SIGN_IN_FORM,
                        Problem.NAME_LENGTH,
                        Problem.ROLE_MISSING,
                        Problem.PASSWORD_SHORT));
  }

  @Test
  void create_sameSignInInUpperCase_isRefused() {
    assertRefused(() -> create("BOSS", "Other", Role.AGENT), Problem.SIGN_IN_TAKEN);
  }

  @Test
  void password_longerThanTheHashReads_isRefused() {
    assertRefused(
        () -> people.setPassword(boss, new Credential.Password("ж".repeat(37))),
        Problem.PASSWORD_LONG);
  }

  @Test
  void lastAdministrator_cannotBeDisabledNorLoseTheRole() {
    assertRefused(
        () -> people.update(boss, 0, details("boss", "B", Role.ADMINISTRATOR, Access.DISABLED)),
        Problem.LAST_ADMINISTRATOR_ACCESS);
    assertRefused(
        () -> people.update(boss, 0, details("boss", "B", Role.AGENT, Access.ENABLED)),
        Problem.LAST_ADMINISTRATOR_ROLE);
    create("second", "Second", Role.ADMINISTRATOR);
    people.update(boss, 0, details("boss", "B", Role.AGENT, Access.ENABLED));
    assertThat(people.find(boss).orElseThrow().roles()).containsExactly(Role.AGENT);
  }

  @Test
  void update_ofWhatSomebodyElseChanged_fails() {
    people.update(boss, 0, details("boss", "One", Role.ADMINISTRATOR, Access.ENABLED));
    assertThatThrownBy(() ->
            people.update(boss, 0, details("boss", "Two", Role.ADMINISTRATOR, Access.ENABLED)))
        .isInstanceOf(OptimisticLockingFailureException.class);
  }

  @Test
  @WithMockUser(roles = "SUPERVISOR")
  void change_byAnybodyElse_isDenied() {
    assertThatThrownBy(() -> people.createTeam("Sales")).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> people.setPassword(boss, PASSWORD))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(
            () -> people.update(boss, 0, details("boss", "B", Role.AGENT, Access.ENABLED)))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> people.passwordHashes()).isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void sees_followsRolesAndTeams() {
    TeamId sales = people.createTeam("Sales");
    Person anna = member("anna", Role.AGENT, Set.of(sales));
    Person clara = member("clara", Role.SUPERVISOR, Set.of(sales));
    Person oleg = member("oleg", Role.AGENT, Set.of());
    Person admin = people.find(boss).orElseThrow();
    assertThat(people.sees(anna, anna.id())).isTrue();
    assertThat(people.sees(anna, clara.id())).isFalse();
    assertThat(people.sees(clara, anna.id())).isTrue();
    assertThat(people.sees(clara, oleg.id())).isFalse();
    assertThat(people.sees(admin, oleg.id())).isTrue();
    assertThat(people.teamMatesOf(anna.id())).containsExactlyInAnyOrder(anna.id(), clara.id());
    people.deleteTeam(sales);
    assertThat(people.sees(clara, anna.id())).isFalse();
  }

  @Test
  void team_sameNameInAnotherCase_isRefused() {
    people.createTeam("Sales");
    assertRefused(() -> people.createTeam("SALES"), Problem.TEAM_NAME_TAKEN);
    assertRefused(() -> people.createTeam(" "), Problem.TEAM_NAME_LENGTH);
  }

  private Person member(String signIn, Role role, Set<TeamId> teams) {
    UserId id =
        people.create(
            new PersonDetails(signIn, signIn, Set.of(role), teams, null, Access.ENABLED), PASSWORD);
    return people.find(id).orElseThrow();
  }

  private UserId create(String signIn, String name, Role role) {
    return people.create(details(signIn, name, role, Access.ENABLED), PASSWORD);
  }

  private static PersonDetails details(String signIn, String name, Role role, Access access) {
    return new PersonDetails(signIn, name, Set.of(role), Set.of(), null, access);
  }

  private static void assertRefused(Runnable change, Problem problem) {
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            PeopleRefused.class,
            refused -> assertThat(refused.problems()).containsExactly(problem));
  }
}
