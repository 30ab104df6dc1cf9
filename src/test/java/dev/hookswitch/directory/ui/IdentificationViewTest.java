package dev.hookswitch.directory.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.IdentificationAdministration;
import dev.hookswitch.directory.IdentificationSettings;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.Numbers;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.People;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@HookswitchTest
class IdentificationViewTest extends SpringBrowserlessTest {
  @Autowired private IdentificationAdministration administration;
  @Autowired private Directory directory;
  @Autowired private Numbers numbers;
  @Autowired private People people;
  @Autowired private AuthenticationProvider signIn;
  private IdentificationSettings before;
  private TestTeam team;

  @BeforeEach
  void open() {
    before = numbers.settings();
    team = TestTeam.create(people);
    SecurityContextHolder.getContext()
        .setAuthentication(
            signIn.authenticate(
                UsernamePasswordAuthenticationToken.unauthenticated(
                    team.administrator().signIn(), TestTeam.PASSWORD)));
    UI.getCurrent().navigate(IdentificationView.class);
  }

  @AfterEach
  void forget() {
    administration.change(team.administrator(), before, _ -> {});
    SecurityContextHolder.clearContext();
  }

  @Test
  void save_ofACountry_readsNumbersByIt() {
    findInView(ComboBox.class).single().setValue("RU");
    test(button("Save")).click();

    sees(() -> assertThat(numbers.settings().defaultRegion()).isEqualTo("RU"));
    sees(() -> assertThat(button("Save").isEnabled()).isTrue());
    assertThat(numbers.form("8 495 555-01-00").e164()).isEqualTo("+74955550100");
  }

  @Test
  void save_ofNonsense_saysItBesideTheField() {
    IntegerField internal = findInView(IntegerField.class).all().getLast();
    internal.setValue(30);
    test(button("Save")).click();

    sees(() ->
        assertThat(internal.getErrorMessage())
            .isEqualTo("Not negative and less than the search number length."));
    assertThat(numbers.settings()).isEqualTo(before);
  }

  @Test
  void number_thatIsTried_saysWhoIsFoundAndWhy() {
    directory.create(
        team.anna(),
        new RecordDetails(
            RecordRef.CONTACT,
            "Marta Lindqvist",
            null,
            null,
            null,
            "",
            "",
            "",
            List.of(new Communication(NumberType.MOBILE, "+44 20 7946 0111", false))));
    TextField number = findInView(TextField.class).all().getLast();
    number.setValue("0044 20 7946 0111");
    test(button("Look up")).click();

    sees(() ->
        assertThat(findInView(Span.class).all())
            .extracting(Span::getText)
            .contains(
                "Read as +442079460111.", "Marta Lindqvist", "+44 20 7946 0111 · same number"));
  }

  private Button button(String text) {
    return findInView(Button.class).withText(text).single();
  }

  /** Answers of the database come later, as they do in a page. */
  private static void sees(ThrowingRunnable expectation) {
    await()
        .pollInSameThread()
        .untilAsserted(() -> {
          MockVaadin.runUIQueue();
          expectation.run();
        });
  }
}
