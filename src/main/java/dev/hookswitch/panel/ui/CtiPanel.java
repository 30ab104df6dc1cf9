package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.hub.CallOrigin;
import dev.hookswitch.hub.CtiHub;
import dev.hookswitch.hub.CtiHubs;
import dev.hookswitch.hub.HubState;
import dev.hookswitch.hub.HubState.CallOnLine;
import dev.hookswitch.hub.MediaOrder;
import dev.hookswitch.hub.Registration.Standing;
import dev.hookswitch.hub.Screen;
import dev.hookswitch.hub.TrackedCall;
import dev.hookswitch.panel.Action;
import dev.hookswitch.panel.CallView;
import dev.hookswitch.panel.CallView.Camera;
import dev.hookswitch.panel.CallView.Kind;
import dev.hookswitch.panel.Colleague;
import dev.hookswitch.panel.PanelData;
import dev.hookswitch.panel.PanelData.Today;
import dev.hookswitch.panel.PanelPresenter;
import dev.hookswitch.panel.PanelServices;
import dev.hookswitch.panel.PanelState;
import dev.hookswitch.panel.ui.LowerPart.Sheet;
import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.CallCentreStateChanged;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.CtiEvent.LineStateChanged;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.Person;
import dev.hookswitch.shell.PanelWanted;
import dev.hookswitch.shell.UiMailbox;
import dev.hookswitch.shell.Zones;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The CTI panel of one page: draws what {@link PanelPresenter} decides and turns clicks into
 * commands. News from the hub arrive through the page's mailbox, so every method here runs with the
 * page's session locked.
 */
class CtiPanel extends Section {
  private static final Logger log = LoggerFactory.getLogger(CtiPanel.class);

  /** What is not the call itself is drawn a moment after it. */
  private static final Duration REST_FOLLOWS = Duration.ofMillis(50);

  /** How long the card of a call that ended well stays. */
  private static final Duration ENDED_STAYS = Duration.ofSeconds(8);

  private final transient CtiHubs hubs;
  private final transient PanelData data;
  private final transient Person person;
  private final WebPhone phone = new WebPhone(this);
  private final PanelHead head = new PanelHead(new HeadListener(), this::reconnect, this::fold);
  private final DialRow dialRow = new DialRow(new DialListener());
  private final Div heldStrips = new Div();
  private final CallCard card;
  private final IdleStage idle;
  private final transient CallDesk desk;
  private final KeypadSheet keypad = new KeypadSheet(this::press, this::closeSheet);
  private final TransferSheet transfer = new TransferSheet(new TransferListener());
  private final transient TeamWork team;
  private final Div waitingStrips = new Div();
  private final LostLine lostLine = new LostLine(this::reconnect);
  private final Div notes = new Div();
  private final LowerPart lower;
  private final Span said = new Span();

  private transient CtiHubs.@Nullable Page page;
  private transient @Nullable UiMailbox mailbox;
  private transient HubState hub = HubState.EMPTY;
  private transient @Nullable PanelState shown;
  private transient @Nullable CallOnLine over;
  private transient @Nullable LineId chosenLine;
  private boolean withoutMicrophone;
  private String toSay = "";
  private boolean saidNow;
  private long searches;
  private transient Runnable unfollow = () -> {};

  CtiPanel(CtiHubs hubs, PanelServices services, Person person) {
    this.hubs = hubs;
    this.data = services.data();
    this.person = person;
    this.desk = new CallDesk(services, person, new DeskOwner());
    this.team = new TeamWork(services, person, new TeamOwner());
    this.idle = new IdleStage(this::reconnect, this::testDevices);
    this.card = new CallCard(this::act, this::takeMedia, desk);
    this.lower = lower();
    addClassName("hs-panel");
    setId("cti");
    getElement()
        .setAttribute("role", "region")
        .setAttribute("tabindex", "-1")
        .setAttribute("aria-label", getTranslation("panel.name"))
        .setAttribute("data-panel", "open");
    said.addClassName("hs-sr");
    said.getElement().setAttribute("role", "status");
    add(head, head.queueLine(), dialRow, stage(), lower, said);
  }

  private Div stage() {
    heldStrips.addClassName("hs-held-strips");
    var stage = new Div(heldStrips, card, idle);
    stage.addClassName("hs-stage");
    return stage;
  }

  private LowerPart lower() {
    waitingStrips.addClassName("hs-dock-calls");
    notes.addClassName("hs-dock-notes");
    var dock = new Div(lostLine, notes, waitingStrips);
    dock.addClassName("hs-dock");
    return new LowerPart(
        desk.thisCall(),
        team.history(),
        team.missed(),
        Map.of(
            Sheet.KEYPAD, keypad,
            Sheet.TRANSFER, transfer,
            Sheet.SEARCH, dialRow.results(),
            Sheet.RECORDS, desk.records(),
            Sheet.NEW_RECORD, desk.newRecord()),
        dock,
        this::opened);
  }

  private void closeSheet() {
    lower.open(Sheet.NONE);
  }

  private void opened(Sheet sheet) {
    if (sheet != Sheet.SEARCH) {
      follow(List.of());
    }
    card.open(Action.KEYPAD, sheet == Sheet.KEYPAD);
    card.open(Action.TRANSFER, sheet == Sheet.TRANSFER);
    CallView main = shown == null ? null : shown.main();
    if (sheet == Sheet.TRANSFER && main != null) {
      transfer.begin(PanelPresenter.firstWay(hub, main));
    }
  }

  // ---- the page comes and goes -----------------------------------------------------------------

  @Override
  protected void onAttach(AttachEvent event) {
    UiMailbox ownMailbox = UiMailbox.of(event.getUI());
    mailbox = ownMailbox;
    phone.attach(event.getUI());
    page = hubs.join(person.id(), new PageScreen(ownMailbox));
    desk.attach(ownMailbox, Zones.of(event.getUI()));
    team.attach(ownMailbox, Zones.of(event.getUI()));
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (page != null) {
      page.close();
      page = null;
    }
    unfollow.run();
    desk.detach();
    team.detach();
  }

  /** Hears the hub on its thread and passes on what it hears. */
  private final class PageScreen implements Screen {
    private final UiMailbox pageMailbox;

    PageScreen(UiMailbox pageMailbox) {
      this.pageMailbox = pageMailbox;
    }

    @Override
    public void changed(HubState state, List<CtiEvent> events) {
      pageMailbox.post(() -> show(state, events));
    }

    @Override
    public void order(MediaOrder order) {
      pageMailbox.post(() -> phone.order(order));
    }
  }

  // ---- drawing ---------------------------------------------------------------------------------

  private void show(HubState state, List<CtiEvent> events) {
    HubState before = hub;
    hub = state;
    saidNow = false;
    for (CtiEvent event : events) {
      hear(event, before);
    }
    draw();
  }

  private void hear(CtiEvent event, HubState before) {
    switch (event) {
      case CallStarted started -> {
        over = null;
        if (started.call().direction() == CallDirection.IN) {
          say("say.ringing", party(started));
        } else {
          lower.showThisCall();
        }
      }
      case CommutationStarted talks -> {
        say("say.talking", party(talks));
        lower.showThisCall();
      }
      case CtiEvent.Hold held -> say("say.hold", party(held));
      case CallFinished gone -> finished(gone, before);
      case CtiEvent.Error error -> tell(error);
      case CallCentreStateChanged changed -> announce(changed, before);
      case LineStateChanged changed -> announce(changed, before);
      default -> {}
    }
  }

  private void tell(CtiEvent.Error error) {
    if (!error.data().equals("noMicrophone")) {
      note(getTranslation("err.phoneSystem", error.data()));
    } else if (!withoutMicrophone) {
      // Where the microphone is missing, the page itself says why and what to do.
      note(getTranslation("err.noMicrophone"));
    }
  }

  /** What is so from the beginning is no news. */
  private void announce(CallCentreStateChanged changed, HubState before) {
    CallCentre was =
        before.line(changed.line()).map(line -> line.model().callCentre()).orElse(null);
    if (was != null && was != changed.state()) {
      say(changed.state() == CallCentre.IN ? "say.queue.in" : "say.queue.out");
    }
  }

  private void announce(LineStateChanged changed, HubState before) {
    boolean is = changed.features().contains(Feature.STOP_RECORDING);
    boolean was =
        before
            .calls()
            .map(on -> on.call().call())
            .anyMatch(call -> call.id().equals(changed.callId()) && call.recorded());
    if (is != was) {
      sayToo(is ? "say.recorded" : "say.notRecorded");
    }
  }

  private void finished(CallFinished gone, HubState before) {
    team.refresh();
    Optional<CallOnLine> known =
        before.calls().filter(on -> on.call().call().id().equals(gone.callId())).findFirst();
    boolean missed =
        gone.call().direction() == CallDirection.IN && gone.call().answeredAt() == null;
    if (missed) {
      say("say.missed", party(gone));
    }
    if (known.isEmpty() || missed || hub.calls().findAny().isPresent()) {
      return;
    }
    TrackedCall was = known.get().call();
    var last =
        new CallOnLine(
            known.get().line(),
            new TrackedCall(
                was.record(), gone.call(), was.times(), was.sent(), was.received(), was.origin()));
    over = last;
    boolean parked = gone.call().endReason() == EndReason.PARKED; // its number is still needed
    if (mailbox != null && gone.call().answeredAt() != null && !parked) {
      mailbox.postAfter(ENDED_STAYS, () -> forget(last));
    }
  }

  private void forget(CallOnLine last) {
    if (last.equals(over)) {
      over = null;
      draw();
    }
  }

  private String party(CtiEvent.CallChange change) {
    var peer = change.call().peer();
    if (!peer.name().isBlank()) {
      return peer.name();
    }
    return peer.number().withheld() ? getTranslation("who.withheld") : peer.number().dialled();
  }

  private void draw() {
    CtiHubs.Page own = page;
    if (own == null) {
      return;
    }
    PanelState now =
        PanelPresenter.of(hub, own.attachment().holder(), chosenLine, over, desk.callers());
    PanelState before = shown;
    shown = now;
    if (drawStage(now, before) && mailbox != null) {
      mailbox.postAfter(REST_FOLLOWS, this::drawRest);
    } else {
      drawRest();
    }
  }

  /** Draws the calls themselves: nothing else may be in the way of a call that comes. */
  private boolean drawStage(PanelState now, @Nullable PanelState before) {
    if (before != null
        && Objects.equals(now.main(), before.main())
        && now.held().equals(before.held())
        && now.waiting().equals(before.waiting())) {
      return false;
    }
    card.show(now.main());
    Shown.set(idle, now.main() == null);
    if (before == null || !now.held().equals(before.held())) {
      heldStrips.removeAll();
      now.held().forEach(held -> heldStrips.add(new HeldStrip(held, this::act)));
    }
    if (before == null || !now.waiting().equals(before.waiting())) {
      waitingStrips.removeAll();
      now.waiting().forEach(waiting -> waitingStrips.add(new WaitingStrip(waiting, this::act)));
    }
    return true;
  }

  private void drawRest() {
    PanelState now = shown;
    CtiHubs.Page own = page;
    if (now == null || own == null) {
      return;
    }
    sound(now, own);
    said.setText(toSay);
    // The browser gives the focus back to where it was before the first call, after the last one.
    getElement().setAttribute("data-calls", Long.toString(hub.calls().count()));
    head.show(now);
    dialRow.show(now);
    idle.lines(now.lines());
    lostLine.show(now.main() == null ? List.of() : now.lines());
    desk.show(now, hub);
    keypad.show(now.main());
    transfer.show(now.main());
    if (!possible(now, Action.KEYPAD)) {
      lower.close(Sheet.KEYPAD);
    }
    if (!possible(now, Action.TRANSFER)) {
      lower.close(Sheet.TRANSFER);
    }
  }

  private static boolean possible(PanelState state, Action action) {
    CallView main = state.main();
    CallView.Control control = main == null ? null : main.actions().get(action);
    return control != null && control.possible();
  }

  /** One page rings for all: the one used last. */
  private void sound(PanelState now, CtiHubs.Page own) {
    CallView main = now.main();
    boolean here = hub.favourite().equals(own.attachment().holder());
    if (here && main != null && main.kind() == Kind.RINGING) {
      phone.ring(getTranslation("title.ringing", Say.it(this, main.name())), main.number());
    } else if (here && main != null && main.kind() == Kind.CALLING && !heardOnThePhone(main)) {
      phone.ringback();
    } else {
      phone.silence();
    }
  }

  /** A page that is the phone hears from the phone system itself how it rings. */
  private boolean heardOnThePhone(CallView main) {
    return hub.registrations().containsKey(main.line());
  }

  private void fold() {
    boolean open = getElement().getAttribute("data-panel").equals("open");
    getElement().setAttribute("data-panel", open ? "closed" : "open");
  }

  // ---- commands --------------------------------------------------------------------------------

  private void act(CallView view, Action action) {
    LineId line = view.line();
    CallId id = view.id();
    switch (action) {
      case ANSWER -> {
        ComponentUtil.fireEvent(this, new PanelWanted(this));
        run(line, new CtiCommand.AnswerCall(id, Media.AUDIO));
      }
      case DECLINE, END -> run(line, new CtiCommand.DropCall(id));
      case HOLD -> run(line, new CtiCommand.HoldCall(id));
      case RESUME -> run(line, new CtiCommand.UnholdCall(id));
      case MUTE -> run(line, new CtiCommand.MuteCall(id));
      case UNMUTE -> run(line, new CtiCommand.UnmuteCall(id));
      case RECORD -> run(line, new CtiCommand.StartRecording(id));
      case STOP_RECORDING -> run(line, new CtiCommand.StopRecording(id));
      case PARK -> run(line, new CtiCommand.ParkCall(id));
      case VIDEO ->
          run(
              line,
              new CtiCommand.SetVideoState(
                  id, view.camera() == Camera.ON ? Media.AUDIO : Media.AUDIO_AND_VIDEO));
      case KEYPAD -> toggle(Sheet.KEYPAD);
      case TRANSFER -> toggle(Sheet.TRANSFER);
      case SWAP -> pair(view, pair -> new CtiCommand.SwapCalls(pair.main(), pair.consultation()));
      case COMPLETE_TRANSFER ->
          pair(view, pair -> new CtiCommand.TransferCall(pair.main(), pair.consultation()));
      case CANCEL_TRANSFER ->
          pair(view, pair -> new CtiCommand.CancelTransfer(pair.main(), pair.consultation()));
      case FETCH -> {
        PhoneNumber space = over == null ? null : over.call().call().redirection();
        if (space != null) {
          dialFrom(line, space);
        }
      }
      case CALL_AGAIN -> dialFrom(line, new PhoneNumber(view.number()));
      case CLOSE -> {
        over = null;
        draw();
      }
    }
  }

  /** Goes on with a call that is over, from the line on which it was. */
  private void dialFrom(LineId line, PhoneNumber number) {
    over = null;
    chosenLine = line;
    draw();
    dial(number);
  }

  private void toggle(Sheet sheet) {
    lower.open(lower.sheet() == sheet ? Sheet.NONE : sheet);
  }

  private record Pair(CallId main, CallId consultation) {}

  private interface OnPair {
    CtiCommand of(Pair pair);
  }

  /** Finds the consultation and its main call, whichever of the two has the stage. */
  private void pair(CallView view, OnPair command) {
    hub.line(view.line()).stream()
        .flatMap(line -> line.model().calls().values().stream())
        .map(TrackedCall::call)
        .<Pair>mapMulti(CtiPanel::pairOf)
        .findFirst()
        .ifPresent(pair -> run(view.line(), command.of(pair)));
  }

  private static void pairOf(Call call, Consumer<Pair> pairs) {
    CallId parent = call.parent();
    if (parent != null) {
      pairs.accept(new Pair(parent, call.id()));
    }
  }

  private void run(LineId line, CtiCommand command) {
    run(page -> page.execute(line, command));
  }

  private void run(Function<CtiHub.Attachment, CompletionStage<Outcome>> order) {
    run(order, this::told);
  }

  /**
   * @param told hears what became of it, in the page's turn
   */
  private void run(
      Function<CtiHub.Attachment, CompletionStage<Outcome>> order, Consumer<Outcome> told) {
    CtiHubs.Page own = page;
    UiMailbox later = mailbox;
    if (own != null && later != null) {
      order.apply(own.attachment()).thenAccept(outcome -> later.post(() -> told.accept(outcome)));
    }
  }

  private void told(Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted _ -> {}
      case Outcome.Unsupported missing ->
          note(getTranslation("err.unsupported", missing.missing().toString()));
      case Outcome.Refused refused ->
          note(getTranslation("refused." + key(refused), refused.detail()));
    }
  }

  /** A phone system that calls the own phone first may not find that one. */
  private String key(Outcome.Refused refused) {
    boolean ownPhone =
        refused.reason() == Outcome.Reason.UNAVAILABLE
            && shown != null
            && shown.lines().stream().anyMatch(own -> own.number().equals(refused.detail()));
    return ownPhone ? "own_phone" : refused.reason().name().toLowerCase(Locale.ROOT);
  }

  private final class HeadListener implements StatusMenu.Listener {
    @Override
    public void choose(AgentState state) {
      hub.lines().stream()
          .filter(line -> line.capabilities().includes(AgentFeature.SET_STATE))
          .filter(line -> line.agentStates().stream().anyMatch(o -> o.code().equals(state.code())))
          .forEach(line -> run(line.line().id(), new CtiCommand.SetUserState(state)));
    }

    @Override
    public void choose(CallCentre wanted) {
      hub.lines().stream()
          .filter(line -> line.model().callCentre() != null)
          .filter(line -> line.model().callCentre() != wanted)
          .map(line -> line.line().id())
          .forEach(line ->
              run(
                  page -> page.execute(line, new CtiCommand.ChangeCallCentreState(wanted)),
                  CtiPanel.this::callCentreTold));
    }
  }

  /** What the phone system says about it is worth passing on: an administrator can act on it. */
  private void callCentreTold(Outcome outcome) {
    if (outcome instanceof Outcome.Refused(var reason, String detail)
        && reason != Outcome.Reason.NOT_CONNECTED
        && !detail.isBlank()) {
      note(getTranslation("refused.centre", detail));
    } else {
      told(outcome);
    }
  }

  private void press(String digit) {
    CallView main = shown == null ? null : shown.main();
    if (main != null) {
      run(main.line(), new CtiCommand.SendDtmf(main.id(), digit));
    }
  }

  private void takeMedia() {
    if (page != null) {
      page.attachment().takeMedia();
    }
  }

  private void reconnect() {
    if (page != null) {
      page.attachment().connectNow();
    }
  }

  private void testDevices() {
    idle.trouble(null);
    UI.getCurrent().navigate(PhoneSettingsView.class);
  }

  // ---- dialling --------------------------------------------------------------------------------

  /** Puts a number into the field, ready to be called. */
  void offer(PhoneNumber number) {
    ComponentUtil.fireEvent(this, new PanelWanted(this));
    dialRow.offer(number);
  }

  /** Calls a number from the chosen line. */
  void dial(PhoneNumber number) {
    dial(number, null);
  }

  /**
   * Calls a number from the chosen line.
   *
   * @param origin what the call is about, whatever becomes of other calls; null for nothing
   */
  void dial(PhoneNumber number, @Nullable CallOrigin origin) {
    ComponentUtil.fireEvent(this, new PanelWanted(this));
    PanelState now = shown;
    if (now == null || now.dialLine() == null) {
      return;
    }
    if (!now.dial().possible() && now.dial().reason() != null) {
      note(Say.it(this, now.dial().reason()));
      return;
    }
    dialRow.clear();
    lower.open(Sheet.NONE);
    LineId line = now.dialLine();
    var command = new CtiCommand.MakeCall(number, Media.AUDIO);
    run(page -> origin == null ? page.execute(line, command) : page.call(line, command, origin));
  }

  /** Looks people up beside the session's lock; an answer that comes too late is dropped. */
  private void findThen(String text, Consumer<List<Colleague>> then) {
    UiMailbox later = mailbox;
    PanelState now = shown;
    if (later == null || now == null || now.dialLine() == null) {
      return;
    }
    long search = ++searches;
    hub.line(now.dialLine())
        .ifPresent(own ->
            later.fetch(
                () -> data.find(person.id(), own.line(), text),
                people -> {
                  if (search == searches) {
                    then.accept(people);
                    follow(people);
                  }
                }));
  }

  /** What these colleagues do is told while they are shown, and that of others no more. */
  private void follow(List<Colleague> people) {
    unfollow.run();
    UiMailbox later = mailbox;
    if (later != null && isAttached()) {
      unfollow =
          data.follow(
              people,
              now ->
                  later.post(() -> {
                    dialRow.changed(now);
                    transfer.changed(now);
                  }));
    }
  }

  /** A refusal means that whoever rang there has gone. */
  private void pickUp(Colleague colleague) {
    PanelState now = shown;
    if (now == null || now.dialLine() == null) {
      return;
    }
    LineId line = now.dialLine();
    run(
        page -> page.execute(line, new CtiCommand.PickUp(colleague.number())),
        outcome -> {
          if (outcome instanceof Outcome.Accepted) {
            dialRow.clear();
            lower.open(Sheet.NONE);
          } else if (outcome instanceof Outcome.Refused(var reason, _)
              && reason == Outcome.Reason.UNKNOWN_CALL) {
            note(getTranslation("pickUp.gone", colleague.name()));
          } else {
            told(outcome);
          }
        });
  }

  private final class DialListener implements DialRow.Listener {
    @Override
    public void dial(PhoneNumber number) {
      CtiPanel.this.dial(number, null);
    }

    @Override
    public void choose(LineId line) {
      chosenLine = line;
      draw();
    }

    @Override
    public void find(String name, Consumer<List<Colleague>> then) {
      findThen(name, then);
    }

    @Override
    public void pickUp(Colleague colleague) {
      CtiPanel.this.pickUp(colleague);
    }

    @Override
    public void showResults(boolean shown) {
      if (shown) {
        lower.open(Sheet.SEARCH);
      } else {
        lower.close(Sheet.SEARCH);
      }
    }

    @Override
    public void note(String sentence) {
      CtiPanel.this.note(sentence);
    }
  }

  private final class TransferListener implements TransferSheet.Listener {
    @Override
    public void find(String text, Consumer<List<Colleague>> people) {
      if (text.isBlank() || PhoneNumber.typed(text).isPresent()) {
        people.accept(List.of());
      } else {
        findThen(text, people);
      }
    }

    @Override
    public void consult(PhoneNumber target) {
      onMain(main -> new CtiCommand.MakeConsultCall(main.id(), target));
    }

    @Override
    public void transferNow(PhoneNumber target) {
      onMain(main -> new CtiCommand.BlindTransferCall(main.id(), target));
    }

    @Override
    public void park() {
      onMain(main -> new CtiCommand.ParkCall(main.id()));
    }

    @Override
    public void close() {
      lower.open(Sheet.NONE);
    }

    private void onMain(Function<CallView, CtiCommand> command) {
      CallView main = shown == null ? null : shown.main();
      if (main != null) {
        lower.open(Sheet.NONE);
        run(main.line(), command.apply(main));
      }
    }
  }

  // ---- what the call is about, and what the team has to do --------------------------------------

  private final class DeskOwner implements CallDesk.Owner {
    @Override
    public void known() {
      draw();
    }

    @Override
    public void open(Sheet sheet) {
      lower.open(sheet);
    }

    @Override
    public void note(String sentence) {
      CtiPanel.this.note(sentence);
    }
  }

  private final class TeamOwner implements TeamWork.Owner {
    @Override
    public void today(Today today, ZoneId zone) {
      idle.show(today, zone);
    }

    @Override
    public void waiting(int parties) {
      lower.badge(parties);
    }

    @Override
    public void dial(PhoneNumber number) {
      CtiPanel.this.dial(number, null);
    }

    @Override
    public void note(String sentence) {
      CtiPanel.this.note(sentence);
    }
  }

  // ---- what the page says ----------------------------------------------------------------------

  /** Called by the web phone in the browser. */
  @ClientCallable
  private void fromPhone(JsonNode json) {
    CtiHubs.Page own = page;
    Optional<PageMessage> message = PageMessage.of(json);
    if (own == null || message.isEmpty()) {
      log.debug("A page of {} said something that is no message of a web phone", person.id());
      return;
    }
    switch (message.get()) {
      case PageMessage.Signal signal -> own.attachment().signal(signal.signal());
      case PageMessage.Statistics mark -> own.attachment().quality(mark.session(), mark.quality());
      case PageMessage.Phone(LineId line, Standing standing, Loss why) ->
          own.attachment().registration(line, standing, why);
      case PageMessage.Trouble trouble -> trouble(trouble.code());
      case PageMessage.TroubleOver _ -> {
        withoutMicrophone = false;
        idle.trouble(null);
      }
    }
  }

  private void trouble(String code) {
    if (!TROUBLES.contains(code)) {
      return;
    }
    if (MICROPHONE_TROUBLES.contains(code)) {
      withoutMicrophone = true;
    }
    if (hub.calls().findAny().isPresent() || code.equals("soundBlocked")) {
      note(getTranslation("trouble." + code) + ". " + getTranslation("trouble." + code + ".next"));
    } else {
      idle.trouble(code);
    }
  }

  private static final List<String> TROUBLES =
      List.of("permission", "noDevice", "insecure", "soundBlocked", "deviceLost", "camera");

  private static final List<String> MICROPHONE_TROUBLES =
      List.of("permission", "noDevice", "insecure");

  private void note(String sentence) {
    notes.removeAll();
    notes.add(new NoteCard(sentence, notes::removeAll));
  }

  private void say(String key, Object... arguments) {
    toSay = getTranslation(key, arguments);
    saidNow = true;
  }

  /** Besides what is said of the same events. */
  private void sayToo(String key) {
    toSay = saidNow ? toSay + ". " + getTranslation(key) : getTranslation(key);
    saidNow = true;
  }
}
