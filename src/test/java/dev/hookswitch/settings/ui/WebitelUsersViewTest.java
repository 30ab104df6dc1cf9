package dev.hookswitch.settings.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineOption;
import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.settings.OwnedLine;
import dev.hookswitch.settings.SystemSettings;
import dev.hookswitch.settings.WebitelAtHand;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@HookswitchTest
class WebitelUsersViewTest extends SpringBrowserlessTest {
  @Autowired private Lines lines;
  @Autowired private SystemSettings settings;
  @Autowired private People people;
  @Autowired private AuthenticationProvider signIn;
  private final WebitelAtHand webitel = new WebitelAtHand();
  private TestTeam team;

  @BeforeEach
  void open() {
    team = TestTeam.create(people);
    ActingAsSystem.call(() -> {
      settings.change(webitel.settings());
      return lines.create(
          webitel.line(team.administrator().id(), WebitelAtHand.KEEPER, WebitelAtHand.PASSWORD));
    });
    SecurityContextHolder.getContext()
        .setAuthentication(
            signIn.authenticate(
                UsernamePasswordAuthenticationToken.unauthenticated(
                    team.administrator().signIn(), TestTeam.PASSWORD)));
    UI.getCurrent().navigate("admin/webitel");
    sees(() -> assertThat(grid().isVisible()).isTrue());
  }

  @AfterEach
  void forget() {
    ActingAsSystem.call(() -> {
      lines.onSystem(WebitelAtHand.SYSTEM).forEach(line -> lines.delete(line.line().id()));
      settings.change(
          Map.of(
              "webitelConnectionString", "",
              "webitelWebrtcConnectionString", "",
              "webitelDomain", ""));
      return team;
    });
    SecurityContextHolder.clearContext();
    webitel.close();
  }

  @Test
  void newUser_isKeptWithEverythingThatWasChosen() {
    test(button("New account")).click();
    number().setValue("1002");
    person(team.anna());
    password().setValue("planted-9f2c");
    box("Video").setValue(true);
    box("Sign in automatically").setValue(false);
    box("Blind transfer by default").setValue(true);
    test(button("Save")).click();

    sees(() -> assertThat(lines.linesOf(team.anna().id())).hasSize(1));
    Line line = lines.linesOf(team.anna().id()).getFirst();
    assertThat(line.parameters())
        .containsEntry("password", "planted-9f2c")
        .containsEntry("useVideo", "true")
        .doesNotContainKey("useWebPhone");
    assertThat(LineOption.AUTO_LOGIN.of(line)).isFalse();
    assertThat(LineOption.BLIND_TRANSFER.of(line)).isTrue();
    sees(() -> assertThat(numbers()).containsExactly(WebitelAtHand.KEEPER, "1002"));
  }

  @Test
  void newUser_withMistakes_hearsOfThemAtTheFields() {
    test(button("New account")).click();
    number().setValue("+1002");
    test(button("Save")).click();
    assertThat(owner().getErrorMessage()).isEqualTo("Choose a user");
    person(team.anna());
    text("Address of the event server").setValue("pbx.example");
    test(button("Save")).click();
    sees(() ->
        assertThat(number().getErrorMessage()).isEqualTo("This phone system takes digits alone"));
    assertThat(text("Address of the event server").getErrorMessage())
        .isEqualTo("Expected ws:// or wss:// and a host");
    assertThat(lines.linesOf(team.anna().id())).isEmpty();
  }

  @Test
  void video_withoutTheWebPhone_cannotBeChosen() {
    test(button("New account")).click();
    assertThat(box("Video").isEnabled()).isTrue();
    box("Use web phone").setValue(false);
    assertThat(box("Video").isEnabled()).isFalse();
  }

  @Test
  void storedPassword_isNeverShown_andStaysUnlessANewOneIsTyped() {
    editKeeper();
    assertThat(password().getValue()).isEmpty();
    assertThat(password().getHelperText()).isEqualTo("Leave empty to keep the stored one");
    box("In use").setValue(false);
    test(button("Save")).click();
    sees(() -> assertThat(LineOption.ENABLED.of(keeper().line())).isFalse());
    assertThat(keeper().line().parameters()).containsEntry("password", WebitelAtHand.PASSWORD);
  }

  @Test
  void connection_isTriedWithWhatTheFormHolds() {
    editKeeper();
    test(button("Test connection")).click();
    sees(() -> assertThat(spans()).contains("Event server: signed in", "Web phone: signed in"));
    password().setValue("wrong");
    test(button("Test connection")).click();
    sees(() ->
        assertThat(spans())
            .contains("Event server: not signed in", "Web phone: not signed in")
            .anyMatch(words -> words.contains("did not accept the number or the password")));
    assertThat(keeper().line().parameters()).containsEntry("password", WebitelAtHand.PASSWORD);
  }

  @Test
  void account_madeOnTheServerToo_canSignInThere() {
    test(button("New account")).click();
    number().setValue("1003");
    person(team.anna());
    password().setValue("pw-1003");
    box("Create the account on the server too").setValue(true);
    test(button("Save")).click();
    sees(() -> assertThat(numbers()).contains("1003"));
    assertThat(webitel.server.control().knows("1003")).isTrue();
  }

  @Test
  void account_thatTheServerHas_isToldInWords() {
    test(button("New account")).click();
    number().setValue(WebitelAtHand.USER);
    person(team.anna());
    password().setValue("pw");
    box("Create the account on the server too").setValue(true);
    test(button("Save")).click();
    sees(() ->
        assertThat(spans())
            .anyMatch(words -> words.startsWith("The server has an account 1001 already.")));
  }

  @Test
  @SuppressWarnings("unchecked")
  void several_byAMask_areShownBeforeTheyAreCreated() {
    test(button("Create by mask")).click();
    findInView(TextField.class)
        .withPropertyValue(TextField::getLabel, "Mask of the numbers")
        .single()
        .setValue("100#");
    MultiSelectComboBox<Person> chosen = findInView(MultiSelectComboBox.class).single();
    chosen.setValue(List.of(team.ben(), team.anna()));
    assertThat(findInView(ListItem.class).all())
        .extracting(ListItem::getText)
        .contains("1000 · Anna Berg", "1001 · Ben Adeyemi");
    assertThat(spans()).contains("To be created: 2. Free numbers of the mask: 10 of 10.");
    test(button("Save")).click();
    assertThat(password().getErrorMessage())
        .isEqualTo("Type the password that these accounts have on the server");
    box("Create the account on the server too").setValue(true);
    sees(() ->
        assertThat(findInView(ListItem.class).all())
            .extracting(ListItem::getText)
            .contains("1000 · Anna Berg", "1002 · Ben Adeyemi"));
    test(button("Save")).click();
    sees(() -> assertThat(numbers()).containsExactly(WebitelAtHand.KEEPER, "1000", "1002"));
    assertThat(webitel.server.control().knows("1002")).isTrue();
    assertThat(lines.linesOf(team.ben().id()).getFirst().parameters().get("password")).hasSize(24);
  }

  @Test
  void search_findsByNumberAndName() {
    TextField find = findInView(TextField.class).all().getFirst();
    find.setValue("dora");
    assertThat(numbers()).containsExactly(WebitelAtHand.KEEPER);
    find.setValue("nobody");
    assertThat(grid().isVisible()).isFalse();
    assertThat(findInView(Paragraph.class).withText("Nothing found.").exists()).isTrue();
  }

  // What the test sees

  private OwnedLine keeper() {
    return lines.onSystem(WebitelAtHand.SYSTEM).getFirst();
  }

  private void editKeeper() {
    UI.getCurrent().navigate("admin/webitel/" + keeper().line().id());
    sees(() -> assertThat(findInView(PasswordField.class).exists()).isTrue());
  }

  private void person(Person chosen) {
    owner().setValue(chosen);
  }

  @SuppressWarnings("unchecked")
  private ComboBox<Person> owner() {
    return findInView(ComboBox.class).withPropertyValue(ComboBox::getLabel, "User").single();
  }

  private TextField number() {
    return text("Number");
  }

  private TextField text(String label) {
    return findInView(TextField.class).withPropertyValue(TextField::getLabel, label).single();
  }

  private PasswordField password() {
    return findInView(PasswordField.class).single();
  }

  private Checkbox box(String label) {
    return findInView(Checkbox.class).withPropertyValue(Checkbox::getLabel, label).single();
  }

  private Button button(String text) {
    return findInView(Button.class).withText(text).single();
  }

  private List<String> spans() {
    return findInView(Span.class).all().stream()
        .map(Component::getElement)
        .map(element -> element.getText())
        .toList();
  }

  @SuppressWarnings("unchecked")
  private Grid<OwnedLine> grid() {
    return UI.getCurrent()
        .getChildren()
        .flatMap(WebitelUsersViewTest::withAllInside)
        .filter(Grid.class::isInstance)
        .map(found -> (Grid<OwnedLine>) found)
        .findFirst()
        .orElseThrow();
  }

  /** Also what is not visible. */
  private static Stream<Component> withAllInside(Component component) {
    return Stream.concat(
        Stream.of(component), component.getChildren().flatMap(WebitelUsersViewTest::withAllInside));
  }

  private List<String> numbers() {
    return grid().getListDataView().getItems().map(line -> line.line().number().dialled()).toList();
  }

  /** Answers of the database and of servers come later, as they do in a page. */
  private static void sees(ThrowingRunnable expectation) {
    await()
        .pollInSameThread()
        .untilAsserted(() -> {
          MockVaadin.runUIQueue();
          expectation.run();
        });
  }
}
