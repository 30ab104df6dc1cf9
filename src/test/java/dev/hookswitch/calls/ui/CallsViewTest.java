package dev.hookswitch.calls.ui;

import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static dev.hookswitch.phone.EndReason.NO_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.ComponentQuery;
import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.VaadinSession;
import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter.Kind;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallStory;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@HookswitchTest
class CallsViewTest extends SpringBrowserlessTest {
  @Autowired private CallRecorder recorder;
  @Autowired private People people;
  @Autowired private AuthenticationProvider signIn;
  @Autowired private UnsteadyCallLog calls;
  @Autowired private UnknownCallStatus status;
  private TestTeam team;

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
  }

  @AfterEach
  void signOut() {
    calls.release();
    SecurityContextHolder.clearContext();
  }

  @Test
  void list_callsOfTheUser_showsNewestFirstWithTheirResult() {
    call("102", "Ben", Duration.ofMinutes(10)).answeredAfter(5).endedAfter(227, ENDED_BY_OTHER);
    call("+4930231250", "", Duration.ofMinutes(5)).endedAfter(20, NO_ANSWER);
    open(team.anna(), QueryParameters.empty());

    seesSum("2 calls · 3:47 talk · 1 missed");
    assertThat(cell(0, "who", "name")).isEqualTo("+4930231250");
    assertThat(cell(0, "result", "result")).isEqualTo("Missed");
    assertThat(cell(0, "talk", "talk")).isEqualTo("–");
    assertThat(cell(1, "who", "name")).isEqualTo("Ben");
    assertThat(cell(1, "talk", "talk")).isEqualTo("3:47");
  }

  @Test
  void list_filtersInTheAddress_areShownAndUsed() {
    call("102", "Ben", Duration.ofMinutes(10)).answeredAfter(5).endedAfter(10, ENDED_BY_OTHER);
    call("103", "", Duration.ofMinutes(5)).endedAfter(20, NO_ANSWER);
    var wanted = CallQuery.DEFAULT.kind(Kind.MISSED).text("103");
    open(team.anna(), wanted.address());

    assertThat(findInView(TextField.class).single().getValue()).isEqualTo("103");
    seesSum("1 calls · 0:00 talk · 1 missed");
    assertThat(test(grid()).size()).isEqualTo(1);
  }

  @Test
  void list_textTyped_goesIntoTheAddress() {
    call("102", "Ben", Duration.ofMinutes(10));
    open(team.anna(), QueryParameters.empty());

    test(findInView(TextField.class).single()).setValue("nobody");

    assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
        .isEqualTo("calls?text=nobody");
    sees(() -> assertThat(grid().isVisible()).isFalse());
  }

  @Test
  void list_nothingFound_offersALongerPeriodAndFewerFilters() {
    call("102", "Ben", Duration.ofDays(20));
    open(team.anna(), QueryParameters.empty());
    sees(() -> assertThat(grid().isVisible()).isFalse());

    test(findInView(Button.class).withText("Show 30 days").single()).click();

    sees(() -> assertThat(grid().isVisible()).isTrue());
    assertThat(test(grid()).size()).isEqualTo(1);
    test(findInView(Button.class).withText("Clear filters").single()).click();
    assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
        .isEqualTo("calls");
  }

  @Test
  void start_addressAlone_leadsToTheList() {
    signIn(team.anna());

    UI.getCurrent().navigate("");

    assertThat(getCurrentView()).isInstanceOf(CallsView.class);
    assertThat(UI.getCurrent().getActiveViewLocation().getPath()).isEqualTo("calls");
  }

  @Test
  void list_agent_cannotChooseSomebodyElse() {
    open(team.anna(), QueryParameters.empty());

    assertThat(owners().all()).isEmpty();
  }

  @Test
  void list_supervisor_choosesWithinTheTeam() {
    call("102", "Ben", Duration.ofMinutes(10));
    open(team.supervisor(), QueryParameters.empty());

    sees(() ->
        assertThat(test(owners().single()).getSuggestions())
            .containsExactly("My team", "My own", "Anna Berg"));
    seesSum("1 calls · 0:00 talk · 0 missed");
    assertThat(columnText(0, "agent")).isEqualTo("Anna Berg");
  }

  @Test
  void list_callBegins_showsItByItself() {
    open(team.anna(), QueryParameters.empty());
    sees(() -> assertThat(grid().isVisible()).isFalse());

    call("102", "Ben", Duration.ZERO);

    sees(() -> assertThat(grid().isVisible()).isTrue());
    assertThat(cell(0, "result", "result")).isEqualTo("Ringing");
  }

  @Test
  void list_slowDatabase_showsThatItLoads() {
    call("102", "Ben", Duration.ofMinutes(10));
    calls.hold();
    open(team.anna(), QueryParameters.empty());
    sees(() -> assertThat(findInView(ProgressBar.class).all()).hasSize(1));
    assertThat(grid().isVisible()).isFalse();

    calls.release();

    seesSum("1 calls · 0:00 talk · 0 missed");
    assertThat(findInView(ProgressBar.class).all()).isEmpty();
    assertThat(grid().isVisible()).isTrue();
  }

  @Test
  void list_databaseAway_canBeTriedAgain() {
    call("102", "Ben", Duration.ofMinutes(10));
    calls.fail();
    open(team.anna(), QueryParameters.empty());
    sees(() -> assertThat(findInView(Button.class).withText("Try again").all()).hasSize(1));
    assertThat(grid().isVisible()).isFalse();

    calls.release();
    test(findInView(Button.class).withText("Try again").single()).click();

    seesSum("1 calls · 0:00 talk · 0 missed");
    assertThat(grid().isVisible()).isTrue();
  }

  @Test
  void list_moreThanAPage_showsMoreOnRequest() {
    for (int i = 0; i < CallList.PAGE + 5; i++) {
      call("102", "Ben", Duration.ofMinutes(10 + i)).endedAfter(20, NO_ANSWER);
    }
    open(team.anna(), QueryParameters.empty());
    sees(() -> assertThat(findInView(Button.class).withText("Show more").all()).hasSize(1));

    test(findInView(Button.class).withText("Show more").single()).click();

    sees(() -> assertThat(findInView(Button.class).withText("Show more").all()).isEmpty());
    assertThat(test(grid()).size()).isEqualTo(CallList.PAGE + 5);
  }

  @Test
  void page_databaseAway_canBeTriedAgain() {
    UUID id = call("102", "Ben", Duration.ofMinutes(10)).id();
    calls.fail();
    openCall(team.anna(), id.toString());
    seesHeading("The call cannot be read now");

    calls.release();
    test(findInView(Button.class).withText("Try again").single()).click();

    seesHeading("Ben");
  }

  @Test
  void page_ofACall_showsTimesPartiesAndJournal() {
    UUID id =
        call("102", "Ben", Duration.ofMinutes(10))
            .answeredAfter(8)
            .heldAfter(102)
            .resumedAfter(44)
            .endedAfter(125, ENDED_BY_OTHER)
            .id();
    openCall(team.anna(), id.toString());

    seesHeading("Ben");
    assertThat(findInView(DescriptionList.Description.class).all())
        .extracting(figure -> figure.getText())
        .contains(
            "0:08",
            "3:47",
            "0:44",
            "4:39",
            "Ben, 102",
            "101 · Built-in",
            "Ended by the other side");
    assertThat(findInView(Code.class).all())
        .extracting(Code::getText)
        .containsExactly("callStarted", "commutationStarted", "hold", "unhold", "callFinished");
    assertThat(findInView(Pre.class).all()).isEmpty();

    test(findInView(Button.class).withText("Show payloads").single()).click();

    assertThat(findInView(Pre.class).all()).hasSize(5);
  }

  @Test
  void page_ofSomebodyElsesCall_saysNoMoreThanOfAnUnknownOne() {
    UUID id = call("102", "Ben", Duration.ofMinutes(10)).id();

    for (String asked : new String[] {id.toString(), UUID.randomUUID().toString(), "nonsense"}) {
      openCall(team.ben(), asked);
      seesHeading("No such call");
    }
  }

  @Test
  void firstDocument_ofACallThatCannotBeShown_hasStatus404() throws IOException {
    UUID id = call("102", "Ben", Duration.ofMinutes(10)).id();

    signIn(team.anna());
    assertThat(statusOf("/calls/" + id)).isEqualTo(200);
    assertThat(statusOf("/calls/" + UUID.randomUUID())).isEqualTo(404);
    assertThat(statusOf("/calls/nonsense")).isEqualTo(404);
    assertThat(statusOf("/calls")).isEqualTo(200);
    calls.fail();
    assertThat(statusOf("/calls/" + id)).isEqualTo(200);
    calls.release();
    signIn(team.ben());
    assertThat(statusOf("/calls/" + id)).isEqualTo(404);
  }

  private int statusOf(String path) throws IOException {
    var service = (VaadinServletService) VaadinService.getCurrent();
    var init = new ServiceInitEvent(service);
    status.serviceInit(init);
    var request = new MockHttpServletRequest("GET", path);
    request.setPathInfo(path);
    var response = new MockHttpServletResponse();
    boolean handled =
        init.getAddedRequestHandlers()
            .findFirst()
            .orElseThrow()
            .handleRequest(
                VaadinSession.getCurrent(),
                new VaadinServletRequest(request, service),
                new VaadinServletResponse(response, service));
    assertThat(handled).isFalse();
    return response.getStatus();
  }

  private CallStory call(String number, String name, Duration ago) {
    return CallStory.incoming(recorder, team.anna().id(), number, name, Instant.now().minus(ago));
  }

  private void open(Person viewer, QueryParameters address) {
    signIn(viewer);
    UI.getCurrent().navigate(CallsView.class, address);
  }

  private void openCall(Person viewer, String id) {
    signIn(viewer);
    UI.getCurrent().navigate(CallView.class, new RouteParameters("id", id));
  }

  private void signIn(Person person) {
    SecurityContextHolder.getContext()
        .setAuthentication(
            signIn.authenticate(
                UsernamePasswordAuthenticationToken.unauthenticated(
                    person.signIn(), TestTeam.PASSWORD)));
  }

  @SuppressWarnings("unchecked")
  private Grid<CallEntry> grid() {
    return (Grid<CallEntry>)
        ((CallsView) getCurrentView())
            .getChildren()
            .filter(Grid.class::isInstance)
            .findAny()
            .orElseThrow();
  }

  @SuppressWarnings("rawtypes")
  private ComponentQuery<ComboBox> owners() {
    return findInView(ComboBox.class)
        .withCondition(box -> Optional.of("Agent").equals(box.getAriaLabel()));
  }

  private String columnText(int row, String key) {
    List<String> shown =
        grid().getColumns().stream()
            .filter(Component::isVisible)
            .map(Grid.Column::getKey)
            .filter(Objects::nonNull)
            .toList();
    return test(grid()).getCellText(row, shown.indexOf(key));
  }

  private String cell(int row, String column, String property) {
    return test(grid()).getLitRendererPropertyValue(row, column, property, String.class);
  }

  private void seesSum(String text) {
    sees(() ->
        assertThat(findInView(Span.class).withClassName("hs-second").all().getFirst().getText())
            .isEqualTo(text));
  }

  private void seesHeading(String text) {
    sees(() -> assertThat(find(H1.class).all()).extracting(H1::getText).containsExactly(text));
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

  @TestConfiguration
  static class Database {
    @Bean
    @Primary
    UnsteadyCallLog unsteadyCallLog(@Qualifier("jooqCallLog") CallLog real) {
      return new UnsteadyCallLog(real);
    }
  }
}
