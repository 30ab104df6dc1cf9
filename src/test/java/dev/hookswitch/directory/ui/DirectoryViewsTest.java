package dev.hookswitch.directory.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.directory.CallRequests;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.DirectoryRecord;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.RecordAddress;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.Records;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@HookswitchTest
class DirectoryViewsTest extends SpringBrowserlessTest {
  @Autowired private Directory directory;
  @Autowired private People people;
  @Autowired private AuthenticationProvider signIn;
  @Autowired private Requested requested;
  private TestTeam team;

  /** A word that no other test has in its names. */
  private final String own = "q" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
    requested.calls.clear();
  }

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void list_textTyped_goesIntoTheAddressAndNarrowsTheList() {
    create(Records.contact(own + " A"));
    create(Records.contact(own + " B"));
    open(team.anna(), "contacts");

    test(findInView(TextField.class).single()).setValue(own + " b");

    sees(() -> assertThat(test(grid()).size()).isEqualTo(1));
    assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
        .isEqualTo("contacts?q=" + own + "%20b");
    test(findInView(TextField.class).single()).setValue(own + " none");
    sees(() -> assertThat(grid().isVisible()).isFalse());
  }

  @Test
  void list_moreThanAPage_showsMoreOnRequest() {
    for (int i = 0; i < RecordList.PAGE + 3; i++) {
      create(Records.contact(own + " " + i));
    }
    signIn(team.anna());
    UI.getCurrent().navigate("contacts", QueryParameters.of("q", own));
    sees(() -> assertThat(findInView(Button.class).withText("Show more").all()).hasSize(1));

    test(findInView(Button.class).withText("Show more").single()).click();

    sees(() -> assertThat(test(grid()).size()).isEqualTo(RecordList.PAGE + 3));
  }

  @Test
  void page_ofAContact_callsItsNumbersWithTheRecordAsOrigin() {
    RecordRef ref =
        create(
            Records.withNumbers(
                Records.contact(own),
                new Communication(NumberType.MOBILE, "+44 20 7946 0958", false),
                new Communication(NumberType.HOME, "+44 113 496 0111", true)));
    open(team.anna(), RecordAddress.of(ref));
    seesHeading(own);

    assertThat(findInView(ListItem.class).withClassName("hs-old").all()).hasSize(1);
    test(findInView(CallNumber.class).all().getFirst()).click();

    assertThat(requested.calls).containsExactly("+442079460958 " + ref);
  }

  @Test
  void page_ofSomebodyElsesContact_isReadOnly() {
    RecordRef ref = create(Records.ownedContact(team.anna().id(), own, "100"));
    open(team.ben(), RecordAddress.of(ref));
    seesHeading(own);

    assertThat(findInView(Button.class).withText("Edit").all()).isEmpty();
    UI.getCurrent().navigate(RecordAddress.of(ref) + "/edit");
    seesHeading("This cannot be edited");
  }

  @Test
  void page_ofNothing_saysSo() {
    open(team.anna(), "contacts/" + UUID.randomUUID());
    seesHeading("No such record");
    UI.getCurrent().navigate("contacts/nonsense");
    seesHeading("No such record");
  }

  @Test
  void form_wrongNumber_isSaidBesideIt() {
    open(team.anna(), "contacts/new");
    seesHeading("New: Contact");
    test(findInView(TextField.class).all().getFirst()).setValue(own);
    TextField number = findInView(TextField.class).all().getLast();
    test(number).setValue("call me");

    test(findInView(Button.class).withText("Save").single()).click();

    sees(() -> assertThat(number.isInvalid()).isTrue());
    assertThat(number.getErrorMessage()).startsWith("Expected a phone number");
    test(number).setValue("+44 20 7946 0958");
    test(findInView(Button.class).withText("Save").single()).click();
    seesHeading(own);
    DirectoryRecord saved = directory.page(RecordRef.CONTACT, own, null, 1).getFirst();
    assertThat(saved.owner()).isEqualTo(team.anna().id());
    assertThat(saved.communications())
        .extracting(Communication::typed)
        .containsExactly("+44 20 7946 0958");
  }

  @Test
  void form_leftWithChanges_asks() {
    open(team.anna(), "contacts/new");
    seesHeading("New: Contact");
    test(findInView(TextField.class).all().getFirst()).setValue(own);

    UI.getCurrent().navigate("contacts");

    assertThat(find(ConfirmDialog.class).all()).hasSize(1);
    assertThat(UI.getCurrent().getActiveViewLocation().getPath()).isEqualTo("contacts/new");
  }

  @Test
  void kinds_ofEmployees_showUsers() {
    open(team.anna(), "records/employee");

    sees(() -> assertThat(test(grid()).size()).isPositive());
    assertThat(findInView(Button.class).withText("New").all()).isEmpty();
  }

  private RecordRef create(RecordDetails details) {
    return directory.create(team.anna(), details);
  }

  private void open(Person viewer, String address) {
    signIn(viewer);
    UI.getCurrent().navigate(address);
  }

  private void signIn(Person person) {
    SecurityContextHolder.getContext()
        .setAuthentication(
            signIn.authenticate(
                UsernamePasswordAuthenticationToken.unauthenticated(
                    person.signIn(), TestTeam.PASSWORD)));
  }

  @SuppressWarnings("unchecked")
  private Grid<DirectoryRecord> grid() {
    return (Grid<DirectoryRecord>)
        ((RecordsView) getCurrentView())
            .getChildren()
            .filter(Grid.class::isInstance)
            .findAny()
            .orElseThrow();
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

  /** What was asked of the phone. */
  static final class Requested implements CallRequests {
    private final List<String> calls = new ArrayList<>();

    @Override
    public void request(UI ui, PhoneNumber number, @Nullable RecordRef origin) {
      calls.add(number.dialled() + " " + origin);
    }
  }

  @TestConfiguration
  static class Phone {
    @Bean
    @Primary
    Requested requested() {
      return new Requested();
    }
  }
}
