package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallNotes;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.calls.Links;
import dev.hookswitch.calls.Tasks;
import dev.hookswitch.connectors.emulator.Behaviour;
import dev.hookswitch.connectors.emulator.EmulatorControl;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.RecordAddress;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who calls, what it was about, and who calls back whom nobody answered. */
class WhoCallsJourneyIT extends Journey {
  private static int numbers = 4_000;

  @Autowired private EmulatorControl emulator;
  @Autowired private Directory directory;
  @Autowired private Links links;
  @Autowired private CallNotes notes;
  @Autowired private Tasks tasks;

  private final String number = "+44207946" + ++numbers;

  @Test
  void unknownCaller_madeAContactInTheCall_isKnownOnTheNextCall() {
    Agent emma = signIn("emma");
    rings("201");
    emma.seesState(number, "Not in the directory");
    emma.press("Answer");
    emma.seesState(number, "Talking");

    button(emma, "New contact").last().click();
    field(emma, "Name").fill("Marta Lindqvist");
    emma.press("Create");

    emma.seesState("Marta Lindqvist", "Talking");
    assertThat(linkedNames(emma)).containsExactly("Marta Lindqvist");
    emma.press("End");

    rings("201");
    emma.seesState("Marta Lindqvist", "Ringing");
    emma.seesState("Marta Lindqvist", "same number");
    assertThat(linkedNames(emma)).containsExactly("Marta Lindqvist");
    declines(emma);
  }

  @Test
  void severalHaveTheNumber_onePicked_isLinked() {
    record(RecordRef.CONTACT, "Jonas Lindqvist");
    record(RecordRef.CONTACT, "Ida Brandt");
    Agent emma = signIn("emma");
    rings("201");

    emma.seesState(number, "2 possible callers");
    assertThat(linkedNames(emma)).isEmpty();
    emma.waitForGuard(emma.card(number));
    emma.card(number)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Ida Brandt"))
        .click();

    emma.seesState("Ida Brandt", "Ringing");
    assertThat(linkedNames(emma)).containsExactly("Ida Brandt");
    declines(emma);
  }

  @Test
  void wrongPerson_saidSo_isNotOfferedAgain() {
    record(RecordRef.CONTACT, "Ulla Hansen");
    Agent emma = signIn("emma");
    rings("201");
    emma.seesState("Ulla Hansen", "Ringing");

    emma.pressOn("Ulla Hansen", "Not this person");

    emma.seesState(number, "Not in the directory");
    declines(emma);
    rings("201");
    emma.seesState(number, "Not in the directory");
    declines(emma);
  }

  @Test
  void callFromARecordsPage_isLinkedToIt_andTheNextIncomingOneIsNot() {
    RecordRef opportunity = create("opportunity", "Seals for three ferries", number);
    Agent emma = signIn("emma");
    emma.opens("/" + RecordAddress.of(opportunity));
    emma.seesConnectedPanel();

    emma.page()
        .getByRole(AriaRole.MAIN)
        .getByRole(AriaRole.BUTTON)
        .filter(new Locator.FilterOptions().setHasText(spaced(number)))
        .first()
        .click();

    emma.seesState(number, "Calling");
    assertThat(linkedNames(emma)).containsExactly("Seals for three ferries");
    emma.press("End");
    emma.seesState(number, "Ended");
    emma.press("Close");
    rings("201");
    emma.seesState(number, "Ringing");
    assertThat(linkedNames(emma)).isEmpty();
    declines(emma);
  }

  @Test
  void noteResultAndTask_enteredInTheCall_areThereAfterIt() {
    Agent emma = signIn("emma");
    rings("201");
    emma.seesState(number, "Ringing");
    emma.press("Answer");
    emma.seesState(number, "Talking");

    field(emma, "Note").fill("Wants the offer by Friday.");
    assertThat(emma.panel().getByText("Saved")).isVisible();
    emma.panel().locator("vaadin-select").click();
    emma.panel()
        .locator("vaadin-select-item")
        .filter(new Locator.FilterOptions().setHasText("Offer sent"))
        .click();
    emma.panel()
        .getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("Follow-up"))
        .fill("2031-11-27");
    emma.page().keyboard().press("Enter");
    field(emma, "What to do").fill("Send the offer");
    emma.page().keyboard().press("Tab");
    emma.press("End");
    emma.seesState(number, "Ended");

    var call = newestCall(emma).id();
    CallNote note = notes.of(person(emma), call).orElseThrow();
    assertThat(note.text()).isEqualTo("Wants the offer by Friday.");
    assertThat(note.result()).isEqualTo(CallNote.Result.OFFER_SENT);
    await()
        .untilAsserted(() ->
            assertThat(tasks.ofCall(person(emma), call))
                .extracting(CallTask::title)
                .containsExactly("Send the offer"));
    emma.reloads();
    emma.seesConnectedPanel();
    emma.opens("/calls/" + call);
    assertThat(emma.page().getByText("Send the offer").first()).isVisible();
  }

  @Test
  void missedCall_takenAndCalledBack_isClosedForTheWholeTeam() {
    Agent emma = signIn("emma");
    Agent anna = signIn("anna");
    missed(emma, number);
    Locator waits = row(anna, number);
    assertThat(waits).containsText("Open");

    button(emma, "Take: " + number).click();
    assertThat(row(emma, number)).containsText("Yours");
    assertThat(waits).containsText("Emma Lind is on it");

    button(emma, "Call back " + number).last().click();
    emma.seesState(number, "Talking");
    assertThat(waits).hasCount(0);
    emma.press("End");
    emma.seesState(number, "Ended");
    assertThat(row(emma, number)).hasCount(0);
  }

  private static void declines(Agent agent) {
    agent.press("Decline");
    agent.seesNoCall();
  }

  /** Somebody rings and gives up; the agent looks at what was missed. */
  private void missed(Agent agent, String from) {
    assertThat(
            emulator.call(
                new PhoneNumber("201"),
                new Party(new PhoneNumber(from), ""),
                new Behaviour.GivesUp(Duration.ofMillis(800))))
        .isEqualTo(Outcome.ACCEPTED);
    agent.seesState(from, "Ringing");
    agent.seesNoCallWith(from);
    assertThat(missedTab(agent)).containsText("1");
    missedTab(agent).click();
  }

  private static Locator missedTab(Agent agent) {
    return agent
        .panel()
        .getByRole(AriaRole.TAB)
        .filter(new Locator.FilterOptions().setHasText("Missed"));
  }

  private static Locator row(Agent agent, String party) {
    missedTab(agent).click();
    return agent
        .panel()
        .getByRole(AriaRole.LIST, new Locator.GetByRoleOptions().setName("Missed"))
        .getByRole(AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHasText(party));
  }

  private void rings(String line) {
    await()
        .untilAsserted(() ->
            assertThat(
                    emulator.call(
                        new PhoneNumber(line),
                        new Party(new PhoneNumber(number), ""),
                        new Behaviour.Waits()))
                .isEqualTo(Outcome.ACCEPTED));
  }

  /** The digits, however they are grouped. */
  private static Pattern spaced(String digits) {
    return Pattern.compile(String.join("\\s?", digits.replace("+", "[+]").split("(?<=\\d)")));
  }

  private static Locator button(Agent agent, String named) {
    return agent.button(named);
  }

  private static Locator field(Agent agent, String named) {
    return agent
        .panel()
        .getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName(named).setExact(true));
  }

  private List<String> linkedNames(Agent agent) {
    return await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(5))
        .until(() -> links.of(person(agent), newestCall(agent).id()), _ -> true)
        .stream()
        .map(CallLink::record)
        .map(record -> record.name())
        .toList();
  }

  private void record(String kind, String name) {
    create(kind, name, number);
  }

  private RecordRef create(String kind, String name, String typed) {
    var owner = people().findBySignIn("emma").orElseThrow();
    return directory.create(
        owner,
        new RecordDetails(
            kind,
            name,
            owner.id(),
            null,
            null,
            "",
            "",
            "",
            List.of(new Communication(NumberType.WORK, typed, false))));
  }
}
