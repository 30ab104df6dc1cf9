package dev.hookswitch.calls.store;

import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static dev.hookswitch.phone.EndReason.NO_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallFilter.Linked;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallNotFound;
import dev.hookswitch.calls.CallStory;
import dev.hookswitch.calls.LinkRule.Belonging;
import dev.hookswitch.calls.LinkRule.CalledFrom;
import dev.hookswitch.calls.LinkRule.Identified;
import dev.hookswitch.calls.Links;
import dev.hookswitch.calls.MissedCalls;
import dev.hookswitch.calls.MissedCalls.Scope;
import dev.hookswitch.calls.Tasks;
import dev.hookswitch.calls.Tasks.Draft;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.directory.Acquaintance;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.Identification;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.directory.Rule;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HookswitchTest
class LinksTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static final String NUMBER = "+442079460958";

  @Autowired private Links links;
  @Autowired private CallLog calls;
  @Autowired private Tasks tasks;
  @Autowired private MissedCalls missed;
  @Autowired private Directory directory;
  @Autowired private Identification identification;
  @Autowired private Acquaintance acquaintance;
  @Autowired private CallRecorder recorder;
  @Autowired private People people;
  private TestTeam team;
  private RecordRef account;
  private RecordRef contact;
  private String surname;
  private UUID call;

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
    surname = "Lindqvist" + UUID.randomUUID().toString().substring(0, 8);
    account = record(RecordRef.ACCOUNT, "Northwind Ferries", null);
    contact = record(RecordRef.CONTACT, "Marta " + surname, account);
    call = talk(NUMBER, NOON);
  }

  @Test
  void link_contact_linksItsAccountTooAndTellsWhoDidIt() {
    links.link(team.anna(), call, contact);

    assertThat(links.of(team.supervisor(), call))
        .extracting(link -> link.record().ref(), CallLink::madeBy, CallLink::rule)
        .containsExactlyInAnyOrder(
            tuple(contact, team.anna().id(), null),
            tuple(account, team.anna().id(), new Belonging()));
  }

  @Test
  void link_numberInAnotherNotation_isAddedOnce() {
    links.link(team.anna(), call, contact);
    links.link(team.anna(), talk("00442079460958", NOON), contact);

    assertThat(directory.find(contact).orElseThrow().communications())
        .extracting(Communication::typed)
        .hasSize(1);
    assertThat(directory.find(account).orElseThrow().communications()).isEmpty();
  }

  @Test
  void link_toWhomTheNumberWasDenied_takesTheDenialBack() {
    links.link(team.anna(), call, contact);
    identification.deny(new PhoneNumber(NUMBER), contact, team.anna().id());

    links.link(team.anna(), talk(NUMBER, NOON), contact);

    assertThat(identification.identify(new PhoneNumber(NUMBER)).matches())
        .extracting(match -> match.record().ref())
        .contains(contact);
  }

  @Test
  void recent_linkedCall_isNamedAfterItsRecord() {
    links.link(team.anna(), call, contact);

    assertThat(calls.recent(team.anna(), new CallFilter.Whose.Own(), 5))
        .singleElement()
        .satisfies(
            one -> assertThat(one.record()).extracting(RecordSummary::ref).isEqualTo(contact));
  }

  @Test
  void link_internalOrWithheldNumber_addsNone() {
    links.link(team.anna(), talk("122", NOON), contact);
    links.link(team.anna(), talk("", NOON), contact);

    assertThat(directory.find(contact).orElseThrow().communications()).isEmpty();
  }

  @Test
  void linkByRule_identified_isKnownAsSuchAndAddsNoNumber() {
    var rule = new Identified(new Rule.SameLastDigits(9));
    links.linkByRule(call, contact, rule);
    links.linkByRule(call, contact, new CalledFrom());

    assertThat(links.of(team.anna(), call))
        .filteredOn(link -> link.record().ref().equals(contact))
        .singleElement()
        .satisfies(link -> {
          assertThat(link.rule()).isEqualTo(rule);
          assertThat(link.madeBy()).isNull();
        });
    assertThat(directory.find(contact).orElseThrow().communications()).isEmpty();
  }

  @Test
  void unlink_contact_takesItsAccountAlong() {
    links.link(team.anna(), call, contact);

    links.unlink(team.anna(), call, contact);

    assertThat(links.of(team.anna(), call)).isEmpty();
  }

  @Test
  void unlink_oneOfTwoContacts_leavesTheirAccount() {
    RecordRef colleague = record(RecordRef.CONTACT, "Jonas", account);
    links.link(team.anna(), call, contact);
    links.link(team.anna(), call, colleague);

    links.unlink(team.anna(), call, contact);

    assertThat(refs(call)).containsExactlyInAnyOrder(colleague, account);
  }

  @Test
  void unlink_contactOfAnAccountThatWasChosenItself_leavesTheAccount() {
    links.link(team.anna(), call, contact);
    links.link(team.anna(), call, account);

    links.unlink(team.anna(), call, contact);

    assertThat(refs(call)).containsExactly(account);
  }

  @Test
  void page_ofARecord_goesOnWhereItWas() {
    for (int i = 0; i < 25; i++) {
      links.linkByRule(talk(NUMBER, NOON.plusSeconds(i / 10)), contact, new CalledFrom());
    }
    links.linkByRule(call, account, new CalledFrom());
    CallFilter filter = CallFilter.ALL.record(contact);

    var read = new ArrayList<CallEntry>();
    List<CallEntry> page;
    do {
      page = calls.page(team.anna(), filter, read.isEmpty() ? null : read.getLast().cursor(), 7);
      read.addAll(page);
    } while (page.size() == 7);

    assertThat(read).hasSize(25).doesNotHaveDuplicates();
    assertThat(read)
        .extracting(entry -> entry.times().startedAt())
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(calls.summary(team.anna(), filter).calls()).isEqualTo(25);
    assertThat(calls.page(team.ben(), filter, null, 10)).isEmpty();
  }

  @Test
  void page_linkedOrNot_dividesTheCalls() {
    UUID other = talk("5", NOON);
    links.link(team.anna(), call, contact);

    assertThat(calls.page(team.anna(), CallFilter.ALL.linked(Linked.LINKED), null, 10))
        .extracting(CallEntry::id)
        .containsExactly(call);
    assertThat(calls.page(team.anna(), CallFilter.ALL.linked(Linked.NOT_LINKED), null, 10))
        .extracting(CallEntry::id)
        .containsExactly(other);
  }

  @Test
  void page_nameOfALinkedRecord_findsTheCall() {
    links.link(team.anna(), call, contact);
    talk("5", NOON);

    assertThat(calls.page(team.anna(), CallFilter.ALL.text(surname), null, 10))
        .extracting(CallEntry::id)
        .containsExactly(call);
  }

  @Test
  void work_ofAPage_namesLinkedRecords() {
    links.link(team.anna(), call, contact);

    assertThat(calls.work(team.anna(), List.of(call)).get(call).links())
        .extracting(link -> link.record().name())
        .containsExactlyInAnyOrder("Marta " + surname, "Northwind Ferries");
    assertThat(calls.work(team.ben(), List.of(call))).isEmpty();
  }

  @Test
  void lastTalks_ofRecords_areTheirLastConversations() {
    UUID unanswered =
        CallStory.incoming(recorder, team.anna().id(), NUMBER, "", NOON.plusSeconds(600))
            .endedAfter(9, NO_ANSWER)
            .id();
    links.linkByRule(call, contact, new CalledFrom());
    links.linkByRule(unanswered, contact, new CalledFrom());
    RecordRef stranger = record(RecordRef.CONTACT, "Stranger", null);

    assertThat(acquaintance.lastTalks(List.of(contact, account, stranger)))
        .isEqualTo(Map.of(contact, NOON, account, NOON));
    assertThat(acquaintance.lastTalks(List.of())).isEmpty();
  }

  @Test
  void task_ofARecord_isSeenByThoseWhoSeeItsOwner() {
    tasks.create(team.anna(), new Draft("offer", NOON, team.anna().id(), call, contact));

    assertThat(tasks.ofRecord(team.supervisor(), contact, 10))
        .singleElement()
        .satisfies(task -> assertThat(task.record().name()).isEqualTo("Marta " + surname));
    assertThat(tasks.ofRecord(team.ben(), contact, 10)).isEmpty();
  }

  @Test
  void missedCall_linkedByRule_namesTheRecordInTheWorklist() {
    UUID lost =
        CallStory.incoming(recorder, team.anna().id(), "+442079460311", "", NOON)
            .endedAfter(9, NO_ANSWER)
            .id();
    links.linkByRule(lost, contact, new Identified(new Rule.SameNumber()));

    assertThat(missed.worklist(team.anna(), Scope.MINE).getFirst().records())
        .extracting(RecordSummary::ref)
        .contains(contact);
  }

  @Test
  void otherTeam_linksOfACall_doNotExist() {
    links.link(team.anna(), call, contact);

    assertThat(links.of(team.ben(), call)).isEmpty();
    assertThatThrownBy(() -> links.link(team.ben(), call, account))
        .isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> links.unlink(team.ben(), call, contact))
        .isInstanceOf(CallNotFound.class);
    assertThat(links.of(team.anna(), call)).hasSize(2);
  }

  private List<RecordRef> refs(UUID of) {
    return links.of(team.anna(), of).stream().map(link -> link.record().ref()).toList();
  }

  private UUID talk(String number, Instant at) {
    return CallStory.incoming(recorder, team.anna().id(), number, "", at)
        .answeredAfter(5)
        .endedAfter(60, ENDED_BY_OTHER)
        .id();
  }

  private RecordRef record(String kind, String name, @Nullable RecordRef of) {
    RecordSummary belongsTo = of == null ? null : new RecordSummary(of, "Northwind Ferries", "");
    return directory.create(
        team.anna(),
        new RecordDetails(kind, name, team.anna().id(), belongsTo, null, "", "", "", List.of()));
  }
}
