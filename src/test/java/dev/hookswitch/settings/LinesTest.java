package dev.hookswitch.settings;

import static dev.hookswitch.settings.store.generated.Tables.LINE_SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.Credential;
import dev.hookswitch.security.People;
import dev.hookswitch.security.PersonDetails;
import dev.hookswitch.security.PersonDetails.Access;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.LineRefused.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Transactional;

@HookswitchTest
@Transactional
@RecordApplicationEvents
@WithMockUser(roles = "ADMINISTRATOR")
class LinesTest {
  private static final String SYSTEM = "builtin";

  @Autowired private Lines lines;
  @Autowired private People people;
  @Autowired private DSLContext db;
  @Autowired private ApplicationEvents events;
  private UserId anna;

  @BeforeEach
  void userExists() {
    anna = user("anna", "Anna Berg");
  }

  @Test
  void line_afterCreate_isFoundByNumberWithTheNameOfItsOwner() {
    LineId id =
        lines.create(
            new LineDetails(
                anna,
                SYSTEM,
                "+44 (20) 7946-0958",
                Map.of("host", "pbx"),
                Map.of("password", "s3cret")));
    Line line = lines.lineOf(SYSTEM, new PhoneNumber("+442079460958")).orElseThrow();
    assertThat(line.id()).isEqualTo(id);
    assertThat(line.name()).isEqualTo("Anna Berg");
    assertThat(line.parameters()).isEqualTo(Map.of("host", "pbx", "password", "s3cret"));
    assertThat(lines.linesOf(anna)).containsExactly(line);
    assertThat(lines.ownerOf(id)).contains(anna);
    assertThat(events.stream(LinesChanged.class)).containsExactly(new LinesChanged(anna));
  }

  @Test
  void secret_inTheDatabase_isNotReadable() {
    lines.create(
        new LineDetails(anna, SYSTEM, "101", Map.of(), Map.of("password", "planted-9f2c")));
    assertThat(db.select(LINE_SECRET.CIPHERTEXT).from(LINE_SECRET).fetch(LINE_SECRET.CIPHERTEXT))
        .hasSize(1)
        .allSatisfy(text -> assertThat(text).doesNotContain("planted"));
    assertThat(lines.all().getFirst().toString()).doesNotContain("planted");
  }

  @Test
  void update_withoutTheSecret_keepsIt() {
    LineId id =
        lines.create(
            new LineDetails(anna, SYSTEM, "101", Map.of("a", "1"), Map.of("password", "x")));
    lines.update(id, 0, new LineDetails(anna, SYSTEM, "102", Map.of("b", "2"), Map.of()));
    Line line = lines.find(id).orElseThrow().line();
    assertThat(line.number()).isEqualTo(new PhoneNumber("102"));
    assertThat(line.parameters()).isEqualTo(Map.of("b", "2", "password", "x"));
    assertThat(lines.secretNames()).isEqualTo(Map.of(id, Set.of("password")));
  }

  @Test
  void update_toAnotherOwner_tellsBoth() {
    UserId oleg = user("oleg", "Oleg Sorokin");
    LineId id = create("101");
    events.clear();
    lines.update(id, 0, new LineDetails(oleg, SYSTEM, "101", Map.of(), Map.of()));
    assertThat(events.stream(LinesChanged.class))
        .containsExactlyInAnyOrder(new LinesChanged(anna), new LinesChanged(oleg));
  }

  @Test
  void linesOf_severalLines_keepTheirOrder() {
    create("300");
    create("100");
    create("200");
    assertThat(lines.linesOf(anna))
        .extracting(line -> line.number().dialled())
        .containsExactly("300", "100", "200");
  }

  @Test
  void create_numberTaken_isRefused() {
    create("101");
    assertRefused(() -> create("1-0-1"), Problem.NUMBER_TAKEN);
  }

  @Test
  void create_withEverythingWrong_saysAllOfIt() {
    LineDetails details =
        new LineDetails(anna, "nowhere", "abc", Map.of("x", "1"), Map.of("x", "2"));
    assertRefused(
        () -> lines.create(details),
        Problem.SYSTEM_UNKNOWN,
        Problem.NUMBER_FORM,
        Problem.PARAMETERS);
  }

  @Test
  void createAll_withOneMistake_createsNone() {
    create("105");
    assertThatThrownBy(() -> lines.createAll(List.of(details("104"), details("105"), details("x"))))
        .isInstanceOfSatisfying(
            LinesRefused.class,
            refused -> assertThat(refused.byNumber()).containsOnlyKeys("105", "x"));
    assertThat(lines.numbersOn(SYSTEM)).containsExactly("105");
  }

  @Test
  void createAll_ofGoodOnes_createsThemInOrder() {
    assertThat(lines.createAll(List.of(details("104"), details("103")))).hasSize(2);
    assertThat(lines.linesOf(anna))
        .extracting(line -> line.number().dialled())
        .containsExactly("104", "103");
    assertThat(lines.onSystem(SYSTEM))
        .extracting(line -> line.line().number().dialled())
        .containsExactly("103", "104");
  }

  @Test
  void create_withValuesThatThePhoneSystemCannotUse_saysWhich() {
    LineDetails wrong =
        new LineDetails(
            anna,
            "webitel",
            "+100",
            Map.of("webitelConnectionString", "http://pbx", "useVideo", "yes", "enabled", "no"),
            Map.of());
    assertThatThrownBy(() -> lines.create(wrong))
        .isInstanceOfSatisfying(
            LineRefused.class,
            refused -> {
              assertThat(refused.problems()).containsExactly(Problem.NUMBER_NOT_HERE);
              assertThat(refused.settings())
                  .isEqualTo(
                      Map.of(
                          "webitelConnectionString",
                          SystemSettingsRefused.Problem.ADDRESS,
                          "useVideo",
                          SystemSettingsRefused.Problem.FLAG,
                          "enabled",
                          SystemSettingsRefused.Problem.FLAG));
            });
  }

  @Test
  void update_ofWhatSomebodyElseChanged_fails() {
    LineId id = create("101");
    LineDetails details = new LineDetails(anna, SYSTEM, "102", Map.of(), Map.of());
    lines.update(id, 0, details);
    assertThatThrownBy(() -> lines.update(id, 0, details))
        .isInstanceOf(OptimisticLockingFailureException.class);
  }

  @Test
  void delete_removesTheLine() {
    LineId id = create("101");
    lines.delete(id);
    assertThat(lines.find(id)).isEmpty();
    assertThat(lines.all()).isEmpty();
  }

  @Test
  @WithMockUser(roles = {"AGENT", "SUPERVISOR"})
  void change_byAnybodyElse_isDenied() {
    assertThatThrownBy(() -> create("101")).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> lines.createAll(List.of(details("101"))))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> lines.secretNames()).isInstanceOf(AccessDeniedException.class);
  }

  private LineId create(String number) {
    return lines.create(details(number));
  }

  private LineDetails details(String number) {
    return new LineDetails(anna, SYSTEM, number, Map.of(), Map.of());
  }

  private UserId user(String signIn, String name) {
    return ActingAsSystem.call(() ->
        people.create(
            new PersonDetails(signIn, name, Set.of(Role.AGENT), Set.of(), null, Access.ENABLED),
            new Credential.Password("correct horse")));
  }

  private static void assertRefused(Runnable change, Problem... problems) {
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            LineRefused.class,
            refused -> assertThat(refused.problems()).containsExactlyInAnyOrder(problems));
  }
}
