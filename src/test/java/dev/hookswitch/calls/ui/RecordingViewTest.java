package dev.hookswitch.calls.ui;

import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.CallRecordings;
import dev.hookswitch.calls.CallStory;
import dev.hookswitch.calls.Listening.Way;
import dev.hookswitch.calls.ScriptedRecordings;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** What the pages tell of recordings. */
@HookswitchTest
@Import(ScriptedRecordings.class)
class RecordingViewTest extends SpringBrowserlessTest {
  @Autowired private CallRecorder recorder;
  @Autowired private CallRecordings recordings;
  @Autowired private ScriptedRecordings system;
  @Autowired private People people;
  @Autowired private AuthenticationProvider signIn;
  private TestTeam team;

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
    system.names(finished -> Optional.of(ScriptedRecordings.MARK + finished.callId()));
    system.answers(_ -> system.found("audio/wav", new byte[10]));
  }

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void page_recordedCall_hasAPlayerThatKnowsOnlyTheCall() {
    UUID call = talk();
    openCall(team.anna(), call);

    sees(() -> assertThat(findInView(RecordingPlayer.class).all()).hasSize(1));
    RecordingPlayer player = findInView(RecordingPlayer.class).single();
    assertThat(player.getElement().getAttribute("data-src"))
        .startsWith("recordings/" + call + "?opening=");
    assertThat(player.getElement().getAttribute("data-seconds")).isEqualTo("60.0");
    assertThat(find(Anchor.class, player).single().getHref())
        .startsWith("recordings/" + call + "?opening=")
        .endsWith("&download");
    assertThat(UI.getCurrent().getElement().getOuterHTML()).doesNotContain(ScriptedRecordings.MARK);
  }

  @Test
  void page_callWithoutRecording_saysNothing() {
    system.names(_ -> Optional.empty());
    openCall(team.supervisor(), talk());

    sees(() -> assertThat(findInView(H1.class).all()).hasSize(1));
    sees(() -> assertThat(findInView(RecordingSection.class).all()).isEmpty());
  }

  @Test
  void page_supervisor_seesWhoListenedByItself() {
    UUID call = talk();
    openCall(team.supervisor(), call);
    sees(() -> assertThat(texts(Span.class)).contains("Nobody has listened yet"));
    RecordingPlayer player = findInView(RecordingPlayer.class).single();

    listen(team.anna(), call, Way.PLAYED);

    sees(() ->
        assertThat(texts(Span.class)).anyMatch(text -> text.startsWith("Listened: Anna Berg ")));
    assertThat(findInView(RecordingPlayer.class).single()).isSameAs(player);
  }

  @Test
  void page_manyListened_tellsTheNewestAndKeepsTheRestBehind() {
    UUID call = talk();
    for (int i = 0; i < 4; i++) {
      listen(team.anna(), call, Way.PLAYED);
    }
    listen(team.administrator(), call, Way.DOWNLOADED);
    openCall(team.supervisor(), call);

    sees(() -> assertThat(findInView(NativeDetails.class).all()).hasSize(1));
    assertThat(findInView(NativeDetails.class).single().getSummaryText())
        .startsWith("Listened: Dora Admin ")
        .contains("(downloaded), Anna Berg ")
        .endsWith(" and 2 more");
    assertThat(texts(ListItem.class)).filteredOn(text -> text.startsWith("Anna Berg")).hasSize(2);
  }

  @Test
  void page_agent_isNotToldWhoListened() {
    UUID call = talk();
    listen(team.supervisor(), call, Way.PLAYED);
    openCall(team.anna(), call);

    sees(() -> assertThat(findInView(RecordingPlayer.class).all()).hasSize(1));
    assertThat(texts(Span.class)).noneMatch(text -> text.contains("istened"));
  }

  @Test
  void list_recordedCall_isPlayedUnderTheList() {
    UUID call = talk();
    signIn(team.anna());
    UI.getCurrent().navigate(CallsView.class);
    sees(() -> assertThat(test(grid()).size()).isEqualTo(1));
    assertThat(test(grid()).getLitRendererPropertyValue(0, "details", "recorded", Boolean.class))
        .isTrue();

    test(grid()).invokeLitRendererFunction(0, "details", "play");

    assertThat(findInView(RecordingPlayer.class).single().getElement().getAttribute("data-src"))
        .contains(call.toString());
    assertThat(recordings.look(team.anna(), call)).isInstanceOf(RecordingAnswer.Found.class);
    test(findInView(Button.class)
            .withCondition(button -> button.getAriaLabel().equals(Optional.of("Close the player")))
            .single())
        .click();
    assertThat(findInView(RecordingPlayer.class).all()).isEmpty();
  }

  @Test
  void list_callWithoutRecording_offersNone() {
    system.names(_ -> Optional.empty());
    talk();
    signIn(team.anna());
    UI.getCurrent().navigate(CallsView.class);

    sees(() -> assertThat(test(grid()).size()).isEqualTo(1));
    assertThat(test(grid()).getLitRendererPropertyValue(0, "details", "recorded", Boolean.class))
        .isFalse();
  }

  private void listen(Person person, UUID call, Way way) {
    if (recordings.open(person, call, way, UUID.randomUUID())
        instanceof RecordingAnswer.Found(var recording)) {
      recording.close();
    }
  }

  private UUID talk() {
    Instant start = Instant.now().minus(Duration.ofMinutes(5));
    return CallStory.incoming(recorder, team.anna().id(), "102", "", start)
        .answeredAfter(5)
        .endedAfter(60, ENDED_BY_OTHER)
        .id();
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
    return findInView(CallGrid.class).single();
  }

  private <T extends Component> List<String> texts(Class<T> type) {
    return findInView(type).all().stream().map(one -> one.getElement().getText()).toList();
  }

  private void sees(ThrowingRunnable expectation) {
    await()
        .pollInSameThread()
        .untilAsserted(() -> {
          MockVaadin.runUIQueue();
          expectation.run();
        });
  }
}
