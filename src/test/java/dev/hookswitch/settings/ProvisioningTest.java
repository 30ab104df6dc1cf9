package dev.hookswitch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineOption;
import dev.hookswitch.security.Credential;
import dev.hookswitch.security.Language;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import dev.hookswitch.settings.Provisioning.Changes;
import dev.hookswitch.settings.ProvisioningProblem.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.transaction.annotation.Transactional;

@HookswitchTest(properties = {"ANNA_PASSWORD=correct horse", "LINE_SECRET=s3cret"})
@Transactional
@WithMockUser(roles = "ADMINISTRATOR")
class ProvisioningTest {
  private static final String COMPANY =
      """
      teams:
        - name: Sales
      users:
        - signIn: anna
          name: Anna Berg
          password: ${ANNA_PASSWORD}
          roles: [agent, supervisor]
          teams: [Sales]
          language: ru
          lines:
            - system: builtin
              number: "101"
              parameters: {host: pbx.example}
              secrets: {password: "${LINE_SECRET}"}
        - signIn: boss
          name: Ada Boss
          password: correct horse
          roles: [administrator]
          enabled: true
      """;

  @Autowired private Provisioning provisioning;
  @Autowired private People people;
  @Autowired private Lines lines;

  @Test
  void apply_toAnEmptyInstallation_createsEverything() {
    assertThat(provisioning.apply(COMPANY)).isEqualTo(new Changes(1, 2, 0, 1, 0, 0, 0));
    Person anna = people.findBySignIn("anna").orElseThrow();
    assertThat(anna.roles()).containsExactlyInAnyOrder(Role.AGENT, Role.SUPERVISOR);
    assertThat(anna.language()).isEqualTo(Language.RU);
    assertThat(anna.teams()).extracting("name").containsExactly("Sales");
    assertThat(lines.linesOf(anna.id()).getFirst().parameters())
        .isEqualTo(Map.of("host", "pbx.example", "password", "s3cret"));
  }

  @Test
  void apply_again_changesNothing() {
    provisioning.apply(COMPANY);
    List<Person> before = people.all();
    assertThat(provisioning.preview(COMPANY).none()).isTrue();
    assertThat(provisioning.apply(COMPANY).none()).isTrue();
    assertThat(people.all()).isEqualTo(before);
  }

  @Test
  void apply_afterSomebodyChangedThePassword_keepsIt() {
    provisioning.apply(COMPANY);
    Person anna = people.findBySignIn("anna").orElseThrow();
    people.setPassword(anna.id(), new Credential.Password("another one"));
    String hash = people.passwordHashes().get(anna.id());
    provisioning.apply(COMPANY.replace("Anna Berg", "Anna Stein"));
    assertThat(people.findBySignIn("anna").orElseThrow().name()).isEqualTo("Anna Stein");
    assertThat(people.passwordHashes()).containsEntry(anna.id(), hash);
  }

  @Test
  void preview_ofAnything_writesNothing() {
    assertThat(provisioning.preview(COMPANY)).isEqualTo(new Changes(1, 2, 0, 1, 0, 0, 0));
    assertThat(people.all()).isEmpty();
  }

  @Test
  void fileWithManyMistakes_isRefusedWithAllOfThem() {
    String wrong =
        """
        teams:
          - name: Sales
          - name: sales
        users:
          - signIn: a b
            name: ''
            password: ${NOT_SET}
            roles: [boss]
            language: de
            lines:
              - {system: nowhere, number: abc}
              - {system: builtin}
              - {system: nowhere, number: '1'}
          - signIn: oleg
            name: Oleg
            password: short
            roles: agent
            teams: [Unknown]
            color: red
          - signIn: clara
            name: Clara
            roles: [agent]
            enabled: perhaps
        phones: 1
        """;
    assertThatThrownBy(() -> provisioning.apply(wrong))
        .isInstanceOfSatisfying(
            ProvisioningRefused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(
                        ProvisioningProblem::line,
                        ProvisioningProblem::path,
                        ProvisioningProblem::kind)
                    .contains(
                        Tuple.tuple(3, "teams[1]", Kind.DOUBLE_ENTRY),
                        Tuple.tuple(5, "users[0].signIn", Kind.SIGN_IN_FORM),
                        Tuple.tuple(6, "users[0].name", Kind.NAME_LENGTH),
                        Tuple.tuple(7, "users[0].password", Kind.MISSING_VARIABLE),
                        Tuple.tuple(8, "users[0].roles[0]", Kind.EXPECTED_ONE_OF),
                        Tuple.tuple(9, "users[0].language", Kind.EXPECTED_ONE_OF),
                        Tuple.tuple(11, "users[0].lines[0].number", Kind.NUMBER_FORM),
                        Tuple.tuple(12, "users[0].lines[1]", Kind.MISSING_KEY),
                        Tuple.tuple(13, "users[0].lines[2].system", Kind.EXPECTED_ONE_OF),
                        Tuple.tuple(14, "users[1].teams", Kind.UNKNOWN_TEAM),
                        Tuple.tuple(16, "users[1].password", Kind.PASSWORD_LENGTH),
                        Tuple.tuple(17, "users[1].roles", Kind.EXPECTED_LIST),
                        Tuple.tuple(19, "users[1].color", Kind.UNKNOWN_KEY),
                        Tuple.tuple(20, "users[2]", Kind.MISSING_KEY),
                        Tuple.tuple(23, "users[2].enabled", Kind.EXPECTED_BOOLEAN),
                        Tuple.tuple(24, "phones", Kind.UNKNOWN_KEY)))
        .hasMessageContaining("line 19, users[1].color: unknown key (expected: enabled, ");
    assertThat(people.all()).isEmpty();
  }

  @Test
  void aliases_areRefused() {
    assertKind("a: &x [1]\nb: *x\n", Kind.ALIAS);
  }

  @Test
  void textThatIsNoYaml_isRefusedWithItsLine() {
    assertKind("users:\n  - {signIn: anna\n", Kind.NOT_YAML);
    assertKind("users: !!java.net.URL [a]\n", Kind.NOT_YAML);
    assertKind("[".repeat(1000), Kind.NOT_YAML);
  }

  @Test
  void emptyFile_changesNothing() {
    assertThat(provisioning.apply("").none()).isTrue();
  }

  @Test
  void file_thatTakesTheLastAdministrator_isRefused() {
    provisioning.apply(COMPANY);
    assertKind(
        COMPANY.replace("roles: [administrator]", "roles: [agent]"), Kind.LAST_ADMINISTRATOR);
  }

  @Test
  void export_appliedAgain_changesNothing() {
    provisioning.apply(COMPANY);
    String exported = provisioning.export();
    assertThat(exported)
        .doesNotContain("s3cret", "correct horse")
        .contains("${HOOKSWITCH_LINE_BUILTIN_101_PASSWORD}");
    String filledIn = exported.replace("${HOOKSWITCH_LINE_BUILTIN_101_PASSWORD}", "${LINE_SECRET}");
    assertThat(provisioning.preview(filledIn).none()).isTrue();
  }

  @Test
  void export_appliedToAnEmptyInstallation_givesTheSameExport() {
    provisioning.apply(COMPANY);
    String exported = provisioning.export();
    String filledIn =
        exported
            .replace("${HOOKSWITCH_LINE_BUILTIN_101_PASSWORD}", "${LINE_SECRET}")
            .replace("signIn: anna", "signIn: anna2")
            .replace("signIn: boss", "signIn: boss2")
            .replace("number: '101'", "number: '102'");
    provisioning.apply(filledIn);
    Map<String, String> hashes =
        people.all().stream()
            .collect(
                Collectors.toMap(
                    Person::signIn, person -> people.passwordHashes().get(person.id())));
    assertThat(hashes.get("anna2")).isEqualTo(hashes.get("anna"));
    assertThat(provisioning.preview(filledIn).none()).isTrue();
  }

  private static final String WEBITEL_USER =
      """
      users:
        - signIn: ben
          name: Ben Adeyemi
          password: correct horse
          roles: [agent]
          lines:
            - system: webitel
              number: "1001"
              parameters:
                webitelDomain: crm.example.com
                webitelConnectionString: wss://pbx.example:10022/engine
                webitelWebrtcConnectionString: wss://pbx.example:8082
                webitelRole: admin
                useWebPhone: false
                useVideo: true
                isAutoLogin: false
                useBlindTransfer: true
                enabled: false
              secrets: {password: "${LINE_SECRET}"}
      """;

  @Test
  void webitelUser_withEveryField_comesBackFromTheExportWithoutItsPassword() {
    provisioning.apply(WEBITEL_USER);
    Line line = lines.linesOf(people.findBySignIn("ben").orElseThrow().id()).getFirst();
    assertThat(line.parameters()).hasSize(10).containsEntry("password", "s3cret");
    assertThat(LineOption.ENABLED.of(line)).isFalse();
    assertThat(LineOption.AUTO_LOGIN.of(line)).isFalse();
    assertThat(LineOption.BLIND_TRANSFER.of(line)).isTrue();
    String exported = provisioning.export();
    assertThat(exported)
        .doesNotContain("s3cret")
        .contains(
            "webitelRole: admin",
            "useBlindTransfer: 'true'",
            "password: ${HOOKSWITCH_LINE_WEBITEL_1001_PASSWORD}");
    assertThat(
            provisioning
                .preview(exported.replace("HOOKSWITCH_LINE_WEBITEL_1001_PASSWORD", "LINE_SECRET"))
                .none())
        .isTrue();
  }

  @Test
  void webitelUser_withValuesThatCannotBe_isRefusedWithTheirPlaces() {
    String wrong =
        WEBITEL_USER
            .replace("\"1001\"", "\"+1001\"")
            .replace("wss://pbx.example:8082", "pbx.example")
            .replace("useVideo: true", "useVideo: often");
    assertThatThrownBy(() -> provisioning.apply(wrong))
        .isInstanceOfSatisfying(
            ProvisioningRefused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(ProvisioningProblem::path, ProvisioningProblem::kind)
                    .containsExactlyInAnyOrder(
                        Tuple.tuple("users[0].lines[0].number", Kind.NUMBER_NOT_HERE),
                        Tuple.tuple(
                            "users[0].lines[0].parameters.webitelWebrtcConnectionString",
                            Kind.EXPECTED_ONE_OF),
                        Tuple.tuple(
                            "users[0].lines[0].parameters.useVideo", Kind.EXPECTED_ONE_OF)));
  }

  @Test
  @WithMockUser(roles = "SUPERVISOR")
  void anything_byAnybodyElse_isDenied() {
    assertThatThrownBy(() -> provisioning.apply("")).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> provisioning.preview("")).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> provisioning.export()).isInstanceOf(AccessDeniedException.class);
  }

  private void assertKind(String yaml, Kind... oneOf) {
    assertThatThrownBy(() -> provisioning.apply(yaml))
        .isInstanceOfSatisfying(
            ProvisioningRefused.class,
            refused ->
                assertThat(refused.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(oneOf).contains(problem.kind())));
  }
}
