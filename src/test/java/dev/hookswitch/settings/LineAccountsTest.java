package dev.hookswitch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.phone.AccountAnswer.Reason;
import dev.hookswitch.phone.AccountAnswer.Refused;
import dev.hookswitch.phone.AccountAnswer.Unreachable;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.settings.ConnectionTests.Result;
import dev.hookswitch.settings.LineAccounts.Keeping;
import dev.hookswitch.settings.LineAccounts.Where;
import dev.hookswitch.settings.LineRefused.Problem;
import dev.hookswitch.simulators.SwitchControl.Sockets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.annotation.Transactional;

@HookswitchTest
@Transactional
class LineAccountsTest {
  @Autowired private LineAccounts accounts;
  @Autowired private ConnectionTests tests;
  @Autowired private Lines lines;
  @Autowired private SystemSettings systemSettings;
  @Autowired private People people;
  private final WebitelAtHand webitel = new WebitelAtHand();
  private TestTeam team;
  private Person keeper;

  @BeforeEach
  void keeperHasALine() {
    team = TestTeam.create(people);
    keeper = team.administrator();
    keeperSignsInAs(WebitelAtHand.KEEPER, WebitelAtHand.PASSWORD);
  }

  private void keeperSignsInAs(String number, String password) {
    ActingAsSystem.call(() -> {
      lines.linesOf(keeper.id()).forEach(line -> lines.delete(line.id()));
      return lines.create(webitel.line(keeper.id(), number, password));
    });
  }

  @AfterEach
  void stop() {
    webitel.close();
  }

  private LineDetails user(String number, String password) {
    return webitel.line(team.anna().id(), number, password);
  }

  private void create(LineDetails... details) {
    accounts.create(keeper, List.of(details), Where.ON_THE_SERVER_TOO);
  }

  private OwnedLine line(String number) {
    return lines.onSystem(WebitelAtHand.SYSTEM).stream()
        .filter(line -> line.line().number().dialled().equals(number))
        .findFirst()
        .orElseThrow();
  }

  private boolean signsIn(String number, String password) {
    return tests.test(keeper, null, user(number, password)).stream().allMatch(Result::good);
  }

  private void assertRefused(Reason reason, Runnable change) {
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            AccountRefused.class,
            refused ->
                assertThat(refused.answer())
                    .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(reason)));
  }

  @Test
  void create_onTheServerToo_makesAnAccountThatSignsIn() {
    create(user("1005", "pw-1005"), webitel.line(team.ben().id(), "1006", "pw-1006"));
    assertThat(lines.numbersOn(WebitelAtHand.SYSTEM)).contains("1005", "1006");
    assertThat(signsIn("1005", "pw-1005")).isTrue();
    assertThat(signsIn("1006", "pw-1006")).isTrue();
  }

  @Test
  void create_withTheRoleOfAnAdministrator_mayKeepAccounts() {
    create(webitel.line(keeper.id(), "1007", "pw", Map.of("webitelRole", "admin")));
    keeperSignsInAs("1007", "pw");
    create(user("1008", "pw"));
    assertThat(signsIn("1008", "pw")).isTrue();
  }

  @Test
  void create_hereAlone_leavesTheServer() {
    accounts.create(keeper, List.of(user("1005", "pw")), Where.HERE);
    assertThat(line("1005").owner()).isEqualTo(team.anna().id());
    assertThat(signsIn("1005", "pw")).isFalse();
  }

  @Test
  void create_ofANumberThatTheServerHas_isRefused_andNothingOfTheOthersStays() {
    assertRefused(Reason.EXISTS, () -> create(user("1005", "pw"), user(WebitelAtHand.USER, "pw")));
    assertThat(lines.numbersOn(WebitelAtHand.SYSTEM)).containsExactly(WebitelAtHand.KEEPER);
    assertThat(signsIn("1005", "pw")).isFalse();
  }

  @Test
  void create_ofNumbersThatAreTakenHere_isRefusedBeforeTheServerIsAsked() {
    assertThatThrownBy(() -> create(user("1005", "pw"), user("1005", "pw"), user("12a", "pw")))
        .isInstanceOfSatisfying(
            LinesRefused.class,
            refused -> {
              assertThat(refused.byNumber()).containsOnlyKeys("1005", "12a");
              assertThat(refused.byNumber().get("1005").problems())
                  .containsExactly(Problem.NUMBER_TAKEN);
            });
    assertThat(signsIn("1005", "pw")).isFalse();
  }

  @Test
  void create_withoutTheRightOnTheServer_saysSo() {
    keeperSignsInAs(WebitelAtHand.USER, WebitelAtHand.PASSWORD);
    assertRefused(Reason.NOT_ALLOWED, () -> create(user("1005", "pw")));
    assertThat(lines.numbersOn(WebitelAtHand.SYSTEM)).doesNotContain("1005");
  }

  @Test
  void create_withAPasswordThatTheServerCannotBeTold_isRefused() {
    assertRefused(Reason.PASSWORD, () -> create(user("1005", "p@w")));
    assertRefused(Reason.PASSWORD, () -> create(user("1005", "")));
  }

  @Test
  void create_whenTheKeeperCannotSignIn_saysWhy() {
    keeperSignsInAs(WebitelAtHand.KEEPER, "wrong");
    assertThatThrownBy(() -> create(user("1005", "pw")))
        .isInstanceOfSatisfying(
            AccountRefused.class,
            refused ->
                assertThat(refused.answer())
                    .isInstanceOfSatisfying(
                        Unreachable.class, lost -> assertThat(lost.why()).isEqualTo(Loss.REFUSED)))
        .hasMessageNotContaining("pw");
  }

  @Test
  void create_byAnAdministratorWithoutALine_isRefused() {
    ActingAsSystem.call(() -> {
      lines.linesOf(keeper.id()).forEach(line -> lines.delete(line.id()));
      return keeper;
    });
    assertThatThrownBy(() -> create(user("1005", "pw"))).isInstanceOf(NoAccountKeeper.class);
    assertThat(accounts.overview(keeper, WebitelAtHand.SYSTEM).keeping()).isEqualTo(Keeping.OTHERS);
    assertThat(accounts.overview(keeper, "builtin").keeping()).isEqualTo(Keeping.NOBODY);
  }

  @Test
  void update_onTheServerToo_changesThePassword() {
    create(user("1005", "old"));
    accounts.update(keeper, line("1005"), user("1005", "new"), Where.ON_THE_SERVER_TOO);
    assertThat(signsIn("1005", "new")).isTrue();
    assertThat(signsIn("1005", "old")).isFalse();
  }

  @Test
  void update_thatIsNotKeptHere_isTakenBackOnTheServer() {
    create(user("1005", "old"));
    OwnedLine before = line("1005");
    accounts.update(keeper, before, user("1005", "old"), Where.HERE);
    assertThatThrownBy(
            () -> accounts.update(keeper, before, user("1005", "new"), Where.ON_THE_SERVER_TOO))
        .isInstanceOf(OptimisticLockingFailureException.class);
    assertThat(signsIn("1005", "old")).isTrue();
  }

  @Test
  void delete_onTheServerToo_removesTheAccount_whetherOrNotItIsStillThere() {
    create(user("1005", "pw"));
    accounts.delete(keeper, line("1005"), Where.ON_THE_SERVER_TOO);
    assertThat(signsIn("1005", "pw")).isFalse();
    accounts.create(keeper, List.of(user("1005", "pw")), Where.HERE);
    accounts.delete(keeper, line("1005"), Where.ON_THE_SERVER_TOO);
    assertThat(lines.numbersOn(WebitelAtHand.SYSTEM)).doesNotContain("1005");
  }

  @Test
  void delete_ofOnesOwnAccount_isRefused() {
    OwnedLine own = line(WebitelAtHand.KEEPER);
    assertRefused(Reason.ONESELF, () -> accounts.delete(keeper, own, Where.ON_THE_SERVER_TOO));
    assertThat(line(WebitelAtHand.KEEPER)).isEqualTo(own);
  }

  @Test
  void numbersOnServer_areThoseOfTheDomain() {
    ActingAsSystem.call(() -> {
      systemSettings.change(webitel.settings());
      return keeper;
    });
    assertThat(accounts.numbersOnServer(keeper, WebitelAtHand.SYSTEM))
        .containsExactlyInAnyOrder(WebitelAtHand.KEEPER, WebitelAtHand.USER);
    webitel.server.control().refuseConnections(Sockets.BOTH);
    assertThatThrownBy(() -> accounts.numbersOnServer(keeper, WebitelAtHand.SYSTEM))
        .isInstanceOf(AccountRefused.class);
  }

  @Test
  void anything_byAnybodyElse_isDenied() {
    LineDetails details = user("1005", "pw");
    OwnedLine known = line(WebitelAtHand.KEEPER);
    for (Person other : List.of(team.anna(), team.supervisor())) {
      assertDenied(() -> accounts.overview(other, WebitelAtHand.SYSTEM));
      assertDenied(() -> accounts.numbersOnServer(other, WebitelAtHand.SYSTEM));
      assertDenied(() -> accounts.create(other, List.of(details), Where.HERE));
      assertDenied(() -> accounts.update(other, known, details, Where.HERE));
      assertDenied(() -> accounts.delete(other, known, Where.HERE));
    }
  }

  private static void assertDenied(Runnable work) {
    assertThatThrownBy(work::run).isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void draft_ofAStoredLine_keepsItsSecretsUnlessNewOnesAreTyped() {
    LineId id = line(WebitelAtHand.KEEPER).line().id();
    assertThat(
            lines.draft(id, id, webitel.line(keeper.id(), WebitelAtHand.KEEPER, "")).parameters())
        .containsEntry("password", WebitelAtHand.PASSWORD);
  }
}
