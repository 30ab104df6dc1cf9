package dev.hookswitch.messaging.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeTableRow;
import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.messaging.EmulatedPbx;
import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.security.People;
import java.util.List;
import java.util.Map;
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

@HookswitchTest
@Import(EmulatedPbx.class)
class MessagingViewTest extends SpringBrowserlessTest {
  private static final Line LINE =
      new Line(
          new LineId(UUID.randomUUID()), "messaging", new PhoneNumber("4711"), "Anna", Map.of());

  @Autowired private MessagingService service;
  @Autowired private EmulatedPbx pbx;
  @Autowired private People people;
  @Autowired private AuthenticationProvider signIn;

  @BeforeEach
  void open() {
    TestTeam team = TestTeam.create(people);
    SecurityContextHolder.getContext()
        .setAuthentication(
            signIn.authenticate(
                UsernamePasswordAuthenticationToken.unauthenticated(
                    team.administrator().signIn(), TestTeam.PASSWORD)));
    UI.getCurrent().navigate(MessagingNavigation.PATH);
  }

  @AfterEach
  void forget() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void page_whileALineIsOpenAndLost_followsIt() {
    assertThat(figures().getFirst()).isEqualTo("1 / 1");
    assertThat(rows().getFirst()).contains("emulated · emulated").contains("Connected");
    try (PhoneSession session = service.open(LINE, new Deaf())) {
      assertThat(session).isNotNull();
      sees(() -> assertThat(figures().get(1)).isEqualTo("1"));

      pbx.loses(LINE.number());

      sees(() -> assertThat(figures()).element(1).isEqualTo("0"));
      assertThat(figures().get(4)).isEqualTo("1");
      assertThat(rows().getLast()).contains("emulated", "4711", "The connection broke");
    }
  }

  /** Nobody listens. */
  private static final class Deaf implements PhoneListener {
    @Override
    public void event(CtiEvent event) {}

    @Override
    public void signal(MediaSignal signal) {}
  }

  private List<String> figures() {
    return $(Figures.class)
        .single()
        .getElement()
        .getChildren()
        .map(figure -> figure.getChild(1).getText())
        .toList();
  }

  /** Of both tables, without their heads. */
  private List<String> rows() {
    return $(NativeTableRow.class).all().stream()
        .map(row -> row.getElement().getTextRecursively())
        .filter(row -> !row.contains("Phone system"))
        .toList();
  }

  private static void sees(ThrowingRunnable expectation) {
    await()
        .pollInSameThread()
        .untilAsserted(() -> {
          MockVaadin.runUIQueue();
          expectation.run();
        });
  }
}
