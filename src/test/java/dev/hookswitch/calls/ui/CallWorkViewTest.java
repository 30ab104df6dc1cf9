package dev.hookswitch.calls.ui;

import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static dev.hookswitch.phone.EndReason.NO_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallNote.Result;
import dev.hookswitch.calls.CallNotes;
import dev.hookswitch.calls.CallStory;
import dev.hookswitch.calls.Links;
import dev.hookswitch.calls.MissedCalls;
import dev.hookswitch.calls.MissedCalls.Scope;
import dev.hookswitch.calls.SavedFilter.Sharing;
import dev.hookswitch.calls.SavedFilters;
import dev.hookswitch.calls.Tasks;
import dev.hookswitch.calls.Tasks.Draft;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** What users do with calls in the pages. */
@HookswitchTest
class CallWorkViewTest extends SpringBrowserlessTest {
  @Autowired private CallRecorder recorder;
  @Autowired private CallLog calls;
  @Autowired private CallNotes notes;
  @Autowired private Links links;
  @Autowired private Tasks tasks;
  @Autowired private MissedCalls missed;
  @Autowired private SavedFilters filters;
  @Autowired private Directory directory;
  @Autowired private CallDesk desk;
  @Autowired private CallNews news;
  @Autowired private Clock clock;
  @Autowired private People people;
  @Autowired private AuthenticationProvider signIn;
  private TestTeam team;

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
  }

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void page_noteTyped_isSavedAndSaysSo() {
    UUID call = talk("102", Duration.ofMinutes(10));
    openCall(team.anna(), call);
    sees(() -> assertThat(findInView(TextArea.class).all()).hasSize(1));

    test(findInView(TextArea.class).single()).setValue("Wants the offer by Friday");

    sees(() ->
        assertThat(notes.of(team.anna(), call).map(CallNote::text))
            .contains("Wants the offer by Friday"));
    sees(() -> assertThat(texts(Span.class)).anyMatch(text -> text.startsWith("Saved ")));
  }

  @Test
  void page_noteWrittenElsewhere_isShownByItself() {
    UUID call = talk("102", Duration.ofMinutes(10));
    openCall(team.anna(), call);
    sees(() -> assertThat(findInView(TextArea.class).all()).hasSize(1));

    notes.write(team.supervisor(), call, "from the supervisor");

    sees(() ->
        assertThat(findInView(TextArea.class).single().getValue())
            .isEqualTo("from the supervisor"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void page_resultChosen_isKept() {
    UUID call = talk("102", Duration.ofMinutes(10));
    openCall(team.anna(), call);
    sees(() -> assertThat(findInView(Select.class).all()).hasSize(1));

    test(findInView(Select.class).single()).selectItem("Solved");

    sees(() ->
        assertThat(notes.of(team.anna(), call).map(CallNote::result)).contains(Result.SOLVED));
  }

  @Test
  void page_linkUndone_isGoneFromTheCall() {
    UUID call = talk("102", Duration.ofMinutes(10));
    RecordRef contact = contact("Marta Lindqvist");
    links.link(team.anna(), call, contact);
    openCall(team.anna(), call);
    sees(() -> assertThat(texts(Anchor.class)).contains("Marta Lindqvist"));
    assertThat(texts(Span.class)).contains("by Anna Berg");
    assertThat(texts(H1.class)).containsExactly("Marta Lindqvist");

    test(findInView(Button.class)
            .withCondition(b -> b.getAriaLabel().equals(Optional.of("Undo link: Marta Lindqvist")))
            .single())
        .click();

    sees(() -> assertThat(links.of(team.anna(), call)).isEmpty());
    sees(() -> assertThat(texts(Anchor.class)).doesNotContain("Marta Lindqvist"));
    assertThat(texts(H1.class)).doesNotContain("Marta Lindqvist");
  }

  @Test
  void page_followUpAdded_isATaskOfTheCall() {
    UUID call = talk("102", Duration.ofMinutes(10));
    openCall(team.anna(), call);
    sees(() -> assertThat(findInView(Button.class).withText("Add follow-up").all()).hasSize(1));

    test(findInView(Button.class).withText("Add follow-up").single()).click();
    TextField title = find(TextField.class, find(Dialog.class).single()).single();
    assertThat(title.getValue()).isEqualTo("Call 102");
    test(title).setValue("Send the offer");
    test(find(Button.class).withText("Save").single()).click();

    sees(() ->
        assertThat(tasks.ofCall(team.anna(), call))
            .singleElement()
            .satisfies(task -> assertThat(task.title()).isEqualTo("Send the offer")));
    sees(() -> assertThat(texts(Span.class)).contains("Send the offer"));
  }

  @Test
  void list_linkedCall_namesTheContactInsteadOfTheNumber() {
    UUID call = talk("+442079460958", Duration.ofMinutes(10));
    links.link(team.anna(), call, contact("Marta Lindqvist"));
    notes.setResult(team.anna(), call, Result.OFFER_SENT);
    open(team.anna(), CallQuery.DEFAULT);

    sees(() -> assertThat(test(grid()).size()).isEqualTo(1));
    assertThat(cell(0, "who", "name")).isEqualTo("Marta Lindqvist");
    assertThat(cell(0, "who", "second")).isEqualTo("+442079460958");
    assertThat(cell(0, "result", "result")).isEqualTo("Offer sent");
  }

  @Test
  void list_chosenCalls_getAResultAtOnce() {
    UUID first = talk("102", Duration.ofMinutes(10));
    UUID second = talk("103", Duration.ofMinutes(5));
    open(team.anna(), CallQuery.DEFAULT);
    sees(() -> assertThat(test(grid()).size()).isEqualTo(2));

    grid().asMultiSelect().select(rows());
    assertThat(texts(Span.class)).contains("2 selected");
    notes.setResult(team.anna(), List.of(first, second), Result.SOLVED);

    sees(() -> assertThat(cell(0, "result", "result")).isEqualTo("Solved"));
    sees(() -> assertThat(cell(1, "result", "result")).isEqualTo("Solved"));
  }

  @Test
  void list_missedCallsChosen_areMarkedAsDone() {
    CallStory.incoming(
            recorder, team.anna().id(), "4711", "", Instant.now().minus(Duration.ofMinutes(3)))
        .endedAfter(20, NO_ANSWER);
    open(team.anna(), CallQuery.DEFAULT);
    sees(() -> assertThat(test(grid()).size()).isEqualTo(1));

    grid().asMultiSelect().select(rows());
    test(findInView(Button.class).withText("Mark as done").single()).click();

    sees(() -> assertThat(missed.worklist(team.anna(), Scope.MINE)).isEmpty());
    sees(() -> assertThat(grid().getSelectedItems()).isEmpty());
  }

  @Test
  void list_columnsInTheAddress_areShown() {
    talk("102", Duration.ofMinutes(10));
    open(team.anna(), CallQuery.DEFAULT.columns(Set.of(CallColumn.NUMBER, CallColumn.WHOLE)));

    sees(() -> assertThat(test(grid()).size()).isEqualTo(1));
    assertThat(
            grid().getColumns().stream()
                .filter(Component::isVisible)
                .map(Grid.Column::getKey)
                .filter(Objects::nonNull))
        .containsExactly("when", "who", "number", "whole");
  }

  @Test
  void list_recordInTheAddress_showsItsCallsWithAChip() {
    UUID call = talk("102", Duration.ofMinutes(10));
    talk("103", Duration.ofMinutes(5));
    RecordRef contact = contact("Marta Lindqvist");
    links.link(team.anna(), call, contact);
    open(team.anna(), CallQuery.DEFAULT.record(contact));

    sees(() -> assertThat(test(grid()).size()).isEqualTo(1));
    sees(() -> assertThat(texts(Span.class)).contains("Marta Lindqvist"));
  }

  @Test
  void list_callEnteredByHand_opensItsPage() {
    open(team.anna(), CallQuery.DEFAULT);

    test(findInView(Button.class).withText("Log a call").single()).click();
    List<TextField> fields = find(TextField.class, find(Dialog.class).single()).all();
    test(fields.get(0)).setValue("+49 30 23125 0");
    test(fields.get(1)).setValue("Ida Brandt");
    test(find(TextArea.class, find(Dialog.class).single()).single()).setValue("by mobile");
    test(find(Button.class).withText("Save").single()).click();

    sees(() -> assertThat(getCurrentView()).isInstanceOf(CallView.class));
    CallEntry call = calls.page(team.anna(), CallFilter.ALL.text("ida"), null, 1).getFirst();
    assertThat(call.peer().number().dialled()).isEqualTo("+4930231250");
    assertThat(call.enteredBy()).isEqualTo(team.anna().id());
    assertThat(notes.of(team.anna(), call.id()).orElseThrow().text()).isEqualTo("by mobile");
  }

  @Test
  void list_viewSharedByTheTeam_isOffered() {
    filters.save(team.supervisor(), "Team missed", Sharing.TEAM, "kind=missed");
    open(team.anna(), CallQuery.of(QueryParameters.fromString("kind=missed")));

    sees(() -> assertThat(texts(Span.class)).contains("Team missed"));
  }

  @Test
  void tasks_groupedByTheirDay_andTickedOff() {
    task("late", Duration.ofDays(-2));
    task("far", Duration.ofDays(3));
    signIn(team.anna());
    UI.getCurrent().navigate("tasks");

    sees(() -> assertThat(texts(H2.class)).containsExactly("Overdue", "Later"));
    test(findInView(Checkbox.class)
            .withCondition(box -> box.getAriaLabel().equals(Optional.of("Done: late")))
            .single())
        .click();

    sees(() -> assertThat(texts(H2.class)).containsExactly("Later", "Done"));
    assertThat(tasks.open(team.anna(), 10)).hasSize(1);
  }

  @Test
  void timeline_ofARecord_hasCallsNotesAndTasks() {
    RecordRef contact = contact("Marta Lindqvist");
    UUID call = talk("102", Duration.ofMinutes(10));
    links.link(team.anna(), call, contact);
    notes.write(team.anna(), call, "about seals");
    tasks.create(
        team.anna(),
        new Draft(
            "Send the offer",
            Instant.now().plus(Duration.ofDays(1)),
            team.anna().id(),
            call,
            contact));
    signIn(team.anna());
    var timeline = new Timeline(contact, desk, news, clock, team.anna(), UI.getCurrent());
    UI.getCurrent().add(timeline);

    sees(() -> assertThat(find(ListItem.class, timeline).all()).hasSize(2));
    assertThat(find(Anchor.class, timeline).all())
        .extracting(Anchor::getText)
        .containsExactly("Send the offer", "Incoming, 1:00");
  }

  private RecordRef contact(String name) {
    return directory.create(
        team.anna(),
        new RecordDetails(
            RecordRef.CONTACT, name, team.anna().id(), null, null, "", "", "", List.of()));
  }

  private void task(String title, Duration due) {
    tasks.create(
        team.anna(), new Draft(title, Instant.now().plus(due), team.anna().id(), null, null));
  }

  private UUID talk(String number, Duration ago) {
    return CallStory.incoming(recorder, team.anna().id(), number, "", Instant.now().minus(ago))
        .answeredAfter(5)
        .endedAfter(60, ENDED_BY_OTHER)
        .id();
  }

  private void open(Person viewer, CallQuery query) {
    signIn(viewer);
    UI.getCurrent().navigate(CallsView.class, query.address());
  }

  private void openCall(Person viewer, UUID id) {
    signIn(viewer);
    UI.getCurrent().navigate(CallView.class, new RouteParameters("id", id.toString()));
  }

  private void signIn(Person person) {
    SecurityContextHolder.getContext()
        .setAuthentication(
            signIn.authenticate(
                UsernamePasswordAuthenticationToken.unauthenticated(
                    person.signIn(), TestTeam.PASSWORD)));
  }

  private CallGrid grid() {
    return (CallGrid)
        ((CallsView) getCurrentView())
            .getChildren()
            .filter(CallGrid.class::isInstance)
            .findAny()
            .orElseThrow();
  }

  private CallEntry[] rows() {
    return new CallEntry[] {test(grid()).getRow(0), test(grid()).getRow(test(grid()).size() - 1)};
  }

  private String cell(int row, String column, String property) {
    return test(grid()).getLitRendererPropertyValue(row, column, property, String.class);
  }

  private <T extends Component> List<String> texts(Class<T> type) {
    return findInView(type).all().stream().map(one -> one.getElement().getText()).toList();
  }

  /** Answers of the database come later, as they do in a page. */
  private void sees(ThrowingRunnable expectation) {
    await()
        .pollInSameThread()
        .untilAsserted(() -> {
          MockVaadin.runUIQueue();
          expectation.run();
        });
  }
}
