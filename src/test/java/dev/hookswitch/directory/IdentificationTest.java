package dev.hookswitch.directory;

import static dev.hookswitch.directory.store.generated.Tables.COMMUNICATION;
import static dev.hookswitch.directory.store.generated.Tables.DIRECTORY_RECORD;
import static dev.hookswitch.security.store.generated.Tables.APP_USER;
import static dev.hookswitch.settings.store.generated.Tables.LINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.directory.IdentificationCase.Holder;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.Language;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.LinesChanged;
import dev.hookswitch.shell.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is behind a number: the cases of {@code identification/cases.txt}, and what no table says.
 */
@HookswitchTest
@Transactional
class IdentificationTest {
  private static final OffsetDateTime NOW =
      OffsetDateTime.of(2026, 11, 21, 9, 0, 0, 0, ZoneOffset.UTC);
  private static final String NUMBER = "+7 495 555-01-00";

  @Autowired private Identification identification;
  @Autowired private Numbers numbers;
  @Autowired private EmployeeNumbers employees;
  @Autowired private Talks talks;
  @Autowired private Texts texts;
  @Autowired private DSLContext db;
  private final Map<String, RecordRef> records = new LinkedHashMap<>();
  private UserId agent;

  /** Conversations as the test wants them. */
  static class Talks implements Acquaintance {
    private final Map<RecordRef, Instant> last = new HashMap<>();

    @Override
    public Map<RecordRef, Instant> lastTalks(Collection<RecordRef> records) {
      return records.stream()
          .filter(last::containsKey)
          .collect(Collectors.toMap(r -> r, last::get));
    }
  }

  @TestConfiguration
  static class Configuration {
    @Bean
    @Primary
    Talks talks() {
      return new Talks();
    }
  }

  @BeforeEach
  void agentExists() {
    agent = user("agent");
  }

  @AfterEach
  void forget() {
    numbers.use(IdentificationCase.all().getFirst().settings());
    employees.linesChanged(new LinesChanged(agent));
    talks.last.clear();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.hookswitch.directory.IdentificationCase#all")
  void identify(IdentificationCase each) {
    use(each.settings());
    each.holders().forEach(holder -> has(holder, each.asked()));

    Identity identity = identification.identify(new PhoneNumber(each.asked()));

    assertThat(identity.number()).isEqualTo(new PhoneNumber(each.asked()));
    assertThat(identity.matches().stream().map(this::said).toList()).isEqualTo(each.found());
  }

  @Test
  void cases_areEnough() {
    assertThat(IdentificationCase.all()).hasSizeGreaterThanOrEqualTo(150);
  }

  @Test
  void rules_haveTheirWordsInEveryLanguage() {
    Rule rule = new Rule.SameLastDigits(9);
    assertThat(RuleText.of(rule, texts, Locale.ENGLISH))
        .isEqualTo("same last 9 digits, country unknown");
    assertThat(RuleText.of(rule, texts, Language.RU.locale()))
        .isEqualTo("совпадают последние 9 цифр, страна неизвестна");
  }

  @Test
  void identify_ofANumberOfThousands_offersTwenty() {
    use(settings());
    IntStream.range(0, 150)
        .forEach(i -> has(Holder.parse("Name%03d: %s".formatted(i, NUMBER)), NUMBER));

    assertThat(identify(NUMBER).matches())
        .hasSize(20)
        .extracting(match -> match.record().name())
        .startsWith("Name000", "Name001")
        .doesNotHaveDuplicates();
  }

  @Test
  void identify_ofARecordWithTwoNumbersThatEndAlike_offersItOnce() {
    use(settings());
    Holder anna = Holder.parse("Anna: 555-01-00");
    has(anna, NUMBER);
    number(records.get("Anna"), anna, "55-01-00");

    assertThat(identify(NUMBER).matches())
        .extracting(this::said)
        .containsExactly("Anna: same last 7 digits, country unknown");
  }

  @Test
  void denial_ofANumber_holdsInEveryNotationUntilItIsWithdrawn() {
    use(settings());
    has(Holder.parse("Anna: " + NUMBER), NUMBER);
    RecordRef anna = records.get("Anna");
    identification.deny(new PhoneNumber("84955550100"), anna, agent);
    identification.deny(new PhoneNumber("84955550100"), anna, agent);
    assertThat(identify("+74955550100").matches()).isEmpty();

    identification.withdrawDenial(new PhoneNumber("74955550100"), anna);

    assertThat(identify("+74955550100").only()).isPresent();
  }

  @Test
  void denial_ofAWithheldNumber_isOfNoEffect() {
    use(settings());
    has(Holder.parse("Anna: " + NUMBER), NUMBER);
    identification.deny(PhoneNumber.WITHHELD, records.get("Anna"), agent);

    assertThat(identify(NUMBER).only()).isPresent();
  }

  private Identity identify(String number) {
    return identification.identify(new PhoneNumber(number));
  }

  private String said(Match match) {
    RecordRef ref = match.record().ref();
    String kind = ref.kind().equals(RecordRef.CONTACT) ? "" : " (" + ref.kind() + ")";
    return match.record().name() + kind + ": " + RuleText.of(match, texts, Locale.ENGLISH);
  }

  private static IdentificationSettings settings() {
    return IdentificationCase.all().getFirst().settings();
  }

  private void use(IdentificationSettings settings) {
    numbers.use(settings);
  }

  private void has(Holder holder, String asked) {
    RecordRef ref;
    if (holder.kind().equals(RecordRef.EMPLOYEE)) {
      UserId user = user(holder.name());
      ref = new RecordRef(RecordRef.EMPLOYEE, user.value());
      db.insertInto(LINE)
          .set(LINE.ID, UUID.randomUUID())
          .set(LINE.USER_ID, user.value())
          .set(LINE.PHONE_SYSTEM, holder.name())
          .set(LINE.NUMBER, holder.number())
          .set(LINE.POSITION, 1)
          .set(LINE.VERSION, 0L)
          .execute();
      employees.linesChanged(new LinesChanged(user));
    } else {
      ref = record(holder);
      number(ref, holder, holder.number());
    }
    records.put(holder.name(), ref);
    if (holder.marks().contains("denied")) {
      identification.deny(new PhoneNumber(asked), ref, agent);
    }
    if (holder.spokeOnDay() > 0) {
      talks.last.put(ref, NOW.toInstant().plus(Duration.ofDays(holder.spokeOnDay())));
    }
  }

  private RecordRef record(Holder holder) {
    UUID id = UUID.randomUUID();
    db.insertInto(DIRECTORY_RECORD)
        .set(DIRECTORY_RECORD.ID, id)
        .set(DIRECTORY_RECORD.KIND, holder.kind())
        .set(DIRECTORY_RECORD.NAME, holder.name())
        .set(DIRECTORY_RECORD.NAME_LOWER, holder.name().toLowerCase(Locale.ROOT))
        .set(DIRECTORY_RECORD.JOB_TITLE, "")
        .set(DIRECTORY_RECORD.CITY, "")
        .set(DIRECTORY_RECORD.DESCRIPTION, "")
        .set(DIRECTORY_RECORD.CREATED_AT, NOW)
        .set(DIRECTORY_RECORD.CHANGED_AT, NOW)
        .set(DIRECTORY_RECORD.VERSION, 0L)
        .execute();
    return new RecordRef(holder.kind(), id);
  }

  private void number(RecordRef record, Holder holder, String typed) {
    NumberForm form = numbers.form(typed);
    db.insertInto(COMMUNICATION)
        .set(COMMUNICATION.ID, UUID.randomUUID())
        .set(COMMUNICATION.RECORD_ID, record.id())
        .set(COMMUNICATION.TYPE, NumberType.MOBILE.name())
        .set(COMMUNICATION.TYPED, typed)
        .set(COMMUNICATION.IDENTITY, form.identity())
        .set(COMMUNICATION.E164, form.e164())
        .set(COMMUNICATION.REVERSED, form.reversed())
        .set(COMMUNICATION.OUT_OF_DATE, holder.marks().contains("out of date"))
        .set(COMMUNICATION.POSITION, 0)
        .set(COMMUNICATION.RECORD_KIND, holder.kind())
        .set(COMMUNICATION.RECORD_NAME, holder.name())
        .set(COMMUNICATION.RECORD_SECOND, "")
        .execute();
  }

  private UserId user(String name) {
    UUID id = UUID.randomUUID();
    db.insertInto(APP_USER)
        .set(APP_USER.ID, id)
        .set(APP_USER.SIGN_IN, name.toLowerCase(Locale.ROOT))
        .set(APP_USER.NAME, name)
        .set(APP_USER.NAME_WORDS, " " + name.toLowerCase(Locale.ROOT))
        .set(APP_USER.PASSWORD_HASH, "")
        .set(APP_USER.ENABLED, true)
        .set(APP_USER.CREATED_AT, NOW)
        .set(APP_USER.VERSION, 0L)
        .execute();
    return new UserId(id);
  }
}
