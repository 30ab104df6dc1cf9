package dev.hookswitch.calls.store;

import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.Attachment;
import dev.hookswitch.calls.Attachments;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.calls.CallNotFound;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallNote.Result;
import dev.hookswitch.calls.CallNotes;
import dev.hookswitch.calls.CallStory;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.calls.HandEntries;
import dev.hookswitch.calls.HandEntries.HandEntry;
import dev.hookswitch.calls.SavedFilter;
import dev.hookswitch.calls.SavedFilter.Sharing;
import dev.hookswitch.calls.SavedFilters;
import dev.hookswitch.calls.Tasks;
import dev.hookswitch.calls.Tasks.Draft;
import dev.hookswitch.calls.Tasks.TaskNotFound;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;

@HookswitchTest(properties = "hookswitch.calls.attachment-limit=1200KB")
class CallWorkTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");

  @Autowired private CallLog calls;
  @Autowired private CallNotes notes;
  @Autowired private CallNews news;
  @Autowired private Tasks tasks;
  @Autowired private SavedFilters filters;
  @Autowired private Attachments attachments;
  @Autowired private HandEntries hand;
  @Autowired private CallRecorder recorder;
  @Autowired private People people;
  private TestTeam team;
  private UUID call;

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
    call = callOf(team.anna(), "+442079460958");
  }

  @Test
  void note_writtenTwice_keepsTheLastTextAndTheResult() {
    var heard = new ArrayList<CallChanged>();
    Thread writer = Thread.currentThread();
    CallNews.Subscription listening =
        news.subscribe(told -> {
          // Who is behind the number is told meanwhile, too, on another thread.
          if (Thread.currentThread() == writer) {
            heard.add(told);
          }
        });
    notes.write(team.anna(), call, "Wants an offer");
    notes.setResult(team.anna(), call, Result.OFFER_SENT);
    notes.write(team.supervisor(), call, "Wants an offer by Friday");
    listening.cancel();

    CallNote note = notes.of(team.anna(), call).orElseThrow();

    assertThat(note.text()).isEqualTo("Wants an offer by Friday");
    assertThat(note.result()).isEqualTo(Result.OFFER_SENT);
    assertThat(note.changedBy()).isEqualTo(team.supervisor().id());
    assertThat(heard)
        .hasSize(3)
        .containsOnly(new CallChanged(call, team.anna().id(), Phase.WORKED_ON));
  }

  @Test
  void note_endlessWithNulAndHalfACharacter_isCut() {
    CallNote note = notes.write(team.anna(), call, "\0a" + "😀".repeat(CallNote.MAX_LENGTH));

    assertThat(note.text()).hasSize(CallNote.MAX_LENGTH - 1).startsWith("a😀").endsWith("😀");
  }

  @Test
  void result_takenBack_leavesTheText() {
    notes.write(team.anna(), call, "text");
    notes.setResult(team.anna(), call, Result.SOLVED);
    notes.setResult(team.anna(), call, (Result) null);

    assertThat(notes.of(team.anna(), call).orElseThrow().result()).isNull();
    assertThat(notes.of(team.anna(), call).orElseThrow().text()).isEqualTo("text");
  }

  @Test
  void result_ofSeveralOneOfThemUnseen_isSetForNone() {
    UUID other = callOf(team.ben(), "7");

    assertThatThrownBy(
            () -> notes.setResult(team.supervisor(), List.of(call, other), Result.SOLVED))
        .isInstanceOf(CallNotFound.class);

    assertThat(notes.of(team.anna(), call)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"offer", "OFF", "fri off", "предлож", "ПЯТНИЦУ", "40"})
  void search_beginningsOfWordsOfANote_findTheCall(String typed) {
    notes.write(team.anna(), call, "Offer for 40 seals by Friday; предложение в пятницу");
    callOf(team.anna(), "0");

    assertThat(calls.page(team.anna(), CallFilter.ALL.text(typed), null, 10))
        .extracting(CallEntry::id)
        .containsExactly(call);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffer", "offers", "fri off sunday", "%", "off_r"})
  void search_anythingElse_findsNothing(String typed) {
    notes.write(team.anna(), call, "Offer for 40 seals by Friday");

    assertThat(calls.page(team.anna(), CallFilter.ALL.text(typed), null, 10)).isEmpty();
  }

  @Test
  void search_wordThatWasTakenOut_findsNothing() {
    notes.write(team.anna(), call, "before");
    notes.write(team.anna(), call, "after");

    assertThat(calls.page(team.anna(), CallFilter.ALL.text("before"), null, 10)).isEmpty();
    assertThat(calls.summary(team.anna(), CallFilter.ALL.text("after")).calls()).isEqualTo(1);
  }

  @Test
  void work_ofAPage_hasWhatIsKnownAndNothingUnseen() {
    UUID plain = callOf(team.anna(), "5");
    UUID unseen = callOf(team.ben(), "6");
    notes.write(team.anna(), call, "a");
    notes.write(team.ben(), unseen, "b");

    assertThat(calls.work(team.supervisor(), List.of(call, plain, unseen)))
        .containsOnlyKeys(call)
        .extractingByKey(call)
        .satisfies(work -> assertThat(work.note().text()).isEqualTo("a"));
  }

  @Test
  void task_doneAndUndone_movesBetweenTheLists() {
    UUID later = task(team.anna(), "later", NOON.plusSeconds(60));
    UUID sooner = task(team.anna(), "sooner", NOON);

    assertThat(tasks.open(team.anna(), 10)).extracting(CallTask::id).containsExactly(sooner, later);
    tasks.complete(team.anna(), sooner);
    assertThat(tasks.open(team.anna(), 10)).extracting(CallTask::id).containsExactly(later);
    assertThat(tasks.done(team.anna(), 10)).extracting(CallTask::id).containsExactly(sooner);
    tasks.reopen(team.anna(), sooner);
    assertThat(tasks.open(team.anna(), 10)).hasSize(2);
    assertThat(tasks.ofCall(team.supervisor(), call)).hasSize(2);
    tasks.remove(team.anna(), sooner);
    assertThat(tasks.ofCall(team.anna(), call))
        .extracting(CallTask::title)
        .containsExactly("later");
  }

  @Test
  void task_changedByTwo_keepsTheFirst() {
    UUID task = task(team.anna(), "call", NOON);
    CallTask known = tasks.open(team.anna(), 1).getFirst();

    tasks.change(team.supervisor(), task, known.version(), "call again", NOON.plusSeconds(60));

    assertThatThrownBy(() -> tasks.change(team.anna(), task, known.version(), "x", NOON))
        .isInstanceOf(OptimisticLockingFailureException.class);
    CallTask now = tasks.open(team.anna(), 1).getFirst();
    assertThat(now.title()).isEqualTo("call again");
    assertThat(now.dueAt()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void filters_sharedWithTheTeam_areSeenThere() {
    filters.save(team.anna(), "mine", Sharing.OWN, "kind=missed");
    UUID shared = filters.save(team.supervisor(), "Team missed", Sharing.TEAM, "kind=missed");
    filters.save(team.ben(), "elsewhere", Sharing.TEAM, "");

    assertThat(filters.visibleTo(team.anna()))
        .extracting(SavedFilter::name)
        .containsExactly("mine", "Team missed");
    filters.delete(team.anna(), shared);
    assertThat(filters.visibleTo(team.anna())).hasSize(2);
    filters.delete(team.supervisor(), shared);
    assertThat(filters.visibleTo(team.anna())).hasSize(1);
  }

  @Test
  void filters_sameNameAgain_replaces() {
    filters.save(team.anna(), "mine", Sharing.OWN, "kind=missed");
    filters.save(team.anna(), " mine ", Sharing.TEAM, "text=a");

    assertThat(filters.visibleTo(team.anna()))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.definition()).isEqualTo("text=a");
          assertThat(one.sharing()).isEqualTo(Sharing.TEAM);
        });
  }

  @Test
  void attachment_ofManyParts_comesBackAsItWas() throws IOException {
    byte[] content = new byte[1_100_000];
    new Random(7).nextBytes(content);

    Attachment added =
        attachments.add(
            team.anna(), call, "C:\\temp\\Offer \"1\".pdf", "application/pdf", stream(content));
    var out = new ByteArrayOutputStream();
    attachments.copy(team.supervisor(), added.id(), out);

    assertThat(out.toByteArray()).isEqualTo(content);
    assertThat(attachments.of(team.anna(), call)).containsExactly(added);
    assertThat(added.name()).isEqualTo("Offer 1.pdf");
    assertThat(added.bytes()).isEqualTo(content.length);
    attachments.remove(team.anna(), added.id());
    assertThat(attachments.of(team.anna(), call)).isEmpty();
  }

  @Test
  void attachment_tooLargeOrBroken_leavesNothing() {
    InputStream breaks =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the browser left");
          }
        };

    assertThatThrownBy(
            () -> attachments.add(team.anna(), call, "a", "", stream(new byte[1_300_000])))
        .isInstanceOf(Attachments.TooLarge.class);
    assertThatThrownBy(() -> attachments.add(team.anna(), call, "a", "", breaks))
        .isInstanceOf(IOException.class);

    assertThat(attachments.of(team.anna(), call)).isEmpty();
  }

  @Test
  void handEntry_conversation_isACallOfTheUser() {
    UUID id =
        hand.enter(
            team.anna(),
            new HandEntry(
                CallDirection.OUT,
                new Party(new PhoneNumber("+4930123"), "Ida Brandt"),
                NOON,
                Duration.ofMinutes(3)));

    CallEntry entry = calls.find(team.supervisor(), id).orElseThrow();
    assertThat(entry.peer()).isEqualTo(new Party(new PhoneNumber("+4930123"), "Ida Brandt"));
    assertThat(entry.enteredBy()).isEqualTo(team.anna().id());
    assertThat(entry.times().talk()).hasMinutes(3);
    assertThat(entry.result()).isEqualTo(CallEntry.Result.ANSWERED);
    assertThat(calls.find(team.ben(), id)).isEmpty();
  }

  @Test
  void otherTeam_anyWorkOfACall_doesNotExist() throws IOException {
    notes.write(team.anna(), call, "secret");
    UUID task = task(team.anna(), "secret", NOON);
    Attachment file = attachments.add(team.anna(), call, "a", "", stream(new byte[3]));
    Person ben = team.ben();

    assertThat(notes.of(ben, call)).isEmpty();
    assertThat(tasks.ofCall(ben, call)).isEmpty();
    assertThat(attachments.of(ben, call)).isEmpty();
    assertThat(attachments.find(ben, file.id())).isEmpty();
    assertThat(calls.work(ben, List.of(call))).isEmpty();
    assertThat(calls.findAll(ben, List.of(call))).isEmpty();
    assertThat(calls.page(ben, CallFilter.ALL.text("secret"), null, 10)).isEmpty();
    assertThat(calls.page(ben, CallFilter.ALL.person(team.anna().id()), null, 10)).isEmpty();
    assertThatThrownBy(() -> notes.write(ben, call, "x")).isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> notes.setResult(ben, call, Result.SOLVED))
        .isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> attachments.add(ben, call, "b", "", stream(new byte[1])))
        .isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> attachments.copy(ben, file.id(), new ByteArrayOutputStream()))
        .isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> tasks.create(ben, new Draft("x", NOON, ben.id(), call, null)))
        .isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> tasks.complete(ben, task)).isInstanceOf(TaskNotFound.class);
    attachments.remove(ben, file.id());
    assertThat(attachments.of(team.anna(), call)).hasSize(1);
  }

  private UUID task(Person owner, String title, Instant due) {
    return tasks.create(owner, new Draft(title, due, owner.id(), call, null));
  }

  private UUID callOf(Person user, String number) {
    return CallStory.incoming(recorder, user.id(), number, "", NOON)
        .answeredAfter(5)
        .endedAfter(60, ENDED_BY_OTHER)
        .id();
  }

  private static InputStream stream(byte[] content) {
    return new ByteArrayInputStream(content);
  }
}
