package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.hookswitch.hub.CtiHubs;
import dev.hookswitch.hub.HubState;
import dev.hookswitch.hub.HubState.CallOnLine;
import dev.hookswitch.hub.MediaOrder;
import dev.hookswitch.hub.Screen;
import dev.hookswitch.hub.TrackedCall;
import dev.hookswitch.panel.Action;
import dev.hookswitch.panel.CallView;
import dev.hookswitch.panel.CallView.Camera;
import dev.hookswitch.panel.CallView.Kind;
import dev.hookswitch.panel.Colleague;
import dev.hookswitch.panel.PanelData;
import dev.hookswitch.panel.PanelPresenter;
import dev.hookswitch.panel.PanelState;
import dev.hookswitch.panel.PanelState.LineView;
import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.Person;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.PanelWanted;
import dev.hookswitch.shell.UiMailbox;
import dev.hookswitch.shell.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

  /** How long the card of a call that ended well stays. */
  private static final Duration ENDED_STAYS = Duration.ofSeconds(8);

  private final transient CtiHubs hubs;
  private final transient PanelData data;
  private final transient Person person;
  private final WebPhone phone = new WebPhone(this);
  private final StatusMenu status = new StatusMenu(this::setStatus);
  private final Span statusSince = new Span();
  private final Button linesButton = new Button(Icons.of("cable"));
  private final TextField query = new TextField();
  private final Button lineChoice = new Button();
  private final Button call = new Button(Icons.of("phone"));
  private final Div heldStrips = new Div();
  private final CallCard card = new CallCard(this::act, this::takeMedia);
  private final IdleStage idle = new IdleStage(this::reconnect, this::testDevices);
  private final Tab thisCallTab = new Tab(getTranslation("panel.tab.call"));
  private final Tab historyTab = new Tab(getTranslation("panel.tab.history"));
  private final Tabs tabs = new Tabs(thisCallTab, historyTab);
  private final ThisCall thisCall = new ThisCall();
  private final HistoryList history = new HistoryList(this::dial);
  private final ColleagueList found = new ColleagueList();
  private final Div foundArea = new Div();
  private final Span foundCount = new Span();
  private final KeypadSheet keypad = new KeypadSheet(this::press, () -> open(Sheet.NONE));
  private final TransferSheet transfer = new TransferSheet(new TransferListener());
  private final Div waitingStrips = new Div();
  private final Div notes = new Div();
  private final Span said = new Span();

  private transient CtiHubs.@Nullable Page page;
  private transient @Nullable UiMailbox mailbox;
  private transient HubState hub = HubState.EMPTY;
  private transient @Nullable PanelState shown;
  private transient @Nullable CallOnLine over;
  private transient @Nullable LineId chosenLine;
  private Sheet sheet = Sheet.NONE;
  private Sounding sounding = Sounding.SILENCE;
  private long searches;

  private enum Sheet {
    NONE,
    KEYPAD,
    TRANSFER,
    SEARCH
  }

  private enum Sounding {
    SILENCE,
    RINGING,
    RINGBACK
  }

  CtiPanel(CtiHubs hubs, PanelData data, Person person) {
    this.hubs = hubs;
    this.data = data;
    this.person = person;
    addClassName("hs-panel");
    setId("cti");
    getElement()
        .setAttribute("role", "region")
        .setAttribute("tabindex", "-1")
        .setAttribute("aria-label", getTranslation("panel.name"))
        .setAttribute("data-panel", "open");
    said.addClassName("hs-sr");
    said.getElement().setAttribute("role", "status");
    add(head(), dialRow(), stage(), lower(), said);
  }

  private Div head() {
    statusSince.addClassName("hs-since");
    var grow = new Span();
    grow.addClassName("hs-grow");
    linesButton.addThemeNames("tertiary", "icon");
    linesButton.addClickListener(_ -> reconnect());
    var settings =
        new Button(Icons.of("settings"), _ -> UI.getCurrent().navigate(PhoneSettingsView.class));
    settings.addThemeNames("tertiary", "icon");
    settings.setAriaLabel(getTranslation("panel.settings"));
    settings.setTooltipText(getTranslation("panel.settings"));
    var help = new Button(Icons.of("keyboard"), _ -> new ShortcutsDialog().open());
    help.addThemeNames("tertiary", "icon");
    help.setAriaLabel(getTranslation("help.title"));
    help.setTooltipText(getTranslation("help.title") + " · Alt+H");
    help.getElement().setAttribute("aria-keyshortcuts", "Alt+H");
    var fold = new Button(Icons.of("panel-right-close"), _ -> fold());
    fold.addThemeNames("tertiary", "icon");
    fold.addClassName("hs-collapse");
    fold.setAriaLabel(getTranslation("panel.collapse"));
    fold.setTooltipText(getTranslation("panel.collapse") + " · Alt+P");
    fold.getElement().setAttribute("aria-keyshortcuts", "Alt+P");
    var head = new Div(status, statusSince, grow, linesButton, help, settings, fold);
    head.addClassName("hs-panel-head");
    return head;
  }

  private Div dialRow() {
    query.addClassName("hs-query");
    query.setAriaLabel(getTranslation("panel.query"));
    query.setPlaceholder(getTranslation("panel.query"));
    query.getElement().setAttribute("aria-keyshortcuts", "Alt+N");
    query.setPrefixComponent(Icons.of("search"));
    query.setValueChangeMode(ValueChangeMode.LAZY);
    query.setValueChangeTimeout(150);
    query.addValueChangeListener(change -> search(change.getValue()));
    query.addKeyPressListener(Key.ENTER, _ -> callTyped());
    query.addKeyDownListener(Key.ARROW_DOWN, _ -> found.getElement().callJsFunction("focus"));
    lineChoice.addThemeNames("tertiary", "small");
    lineChoice.addClassName("hs-line");
    lineChoice.addClickListener(_ -> nextLine());
    query.setSuffixComponent(lineChoice);
    call.addThemeNames("icon", "primary");
    call.setAriaLabel(getTranslation("cmd.call"));
    call.addClickListener(_ -> callTyped());
    var row = new Div(query, call);
    row.addClassName("hs-dial");
    return row;
  }

  private Div stage() {
    heldStrips.addClassName("hs-held-strips");
    var stage = new Div(heldStrips, card, idle);
    stage.addClassName("hs-stage");
    return stage;
  }

  private Div lower() {
    tabs.addClassName("hs-tabs");
    tabs.setSelectedTab(historyTab);
    tabs.addSelectedChangeListener(change -> {
      if (change.isFromClient()) {
        open(Sheet.NONE);
      }
      showLower();
    });
    foundCount.getElement().setAttribute("role", "status");
    var keys = new Span(getTranslation("search.keys"));
    keys.addClassName("hs-second");
    var foundHead = new Div(foundCount, keys);
    foundHead.addClassNames("hs-field-head", "hs-foundhead");
    found.setAriaLabel(getTranslation("search.results"));
    found.addValueChangeListener(change -> {
      if (change.isFromClient() && change.getValue() != null) {
        dial(change.getValue().number());
        found.clear();
      }
    });
    foundArea.add(foundHead, found);
    var video = new Div();
    video.addClassName("hs-video-place");
    video.getElement().setAttribute("data-video", "");
    var body = new Div(video, thisCall, history, foundArea, keypad, transfer);
    body.addClassName("hs-lower-body");
    waitingStrips.addClassName("hs-dock-calls");
    notes.addClassName("hs-dock-notes");
    var dock = new Div(notes, waitingStrips);
    dock.addClassName("hs-dock");
    var lower = new Div(tabs, body, dock);
    lower.addClassName("hs-lower");
    showLower();
    return lower;
  }

  // ---- the page comes and goes -----------------------------------------------------------------

  @Override
  protected void onAttach(AttachEvent event) {
    UiMailbox ownMailbox = UiMailbox.of(event.getUI());
    mailbox = ownMailbox;
    phone.attach(event.getUI());
    page = hubs.join(person.id(), new PageScreen(ownMailbox));
    refreshData();
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (page != null) {
      page.close();
      page = null;
    }
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
          tabs.setSelectedTab(thisCallTab);
        }
      }
      case CommutationStarted talks -> {
        say("say.talking", party(talks));
        tabs.setSelectedTab(thisCallTab);
      }
      case CtiEvent.Hold held -> say("say.hold", party(held));
      case CallFinished gone -> finished(gone, before);
      case CtiEvent.Error error -> note(getTranslation("err.phoneSystem", words(error)));
      default -> {}
    }
  }

  private String words(CtiEvent.Error error) {
    return error.data().equals("noMicrophone") ? getTranslation("err.noMicrophone") : error.data();
  }

  private void finished(CallFinished gone, HubState before) {
    refreshData();
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
            new TrackedCall(was.record(), gone.call(), was.times(), was.sent(), was.received()));
    over = last;
    if (mailbox != null && gone.call().answeredAt() != null) {
      UiMailbox later = mailbox;
      CompletableFuture.delayedExecutor(ENDED_STAYS.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> later.post(() -> forget(last)));
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
    PanelState now = PanelPresenter.of(hub, own.attachment().holder(), chosenLine, over);
    PanelState before = shown;
    shown = now;
    // The browser gives the focus back to where it was before the first call, after the last one.
    getElement().setAttribute("data-calls", Long.toString(hub.calls().count()));
    card.show(now.main());
    Shown.set(idle, now.main() == null);
    sound(now, own);
    if (before == null || !now.held().equals(before.held())) {
      heldStrips.removeAll();
      now.held().forEach(held -> heldStrips.add(new HeldStrip(held, this::act)));
    }
    if (before == null || !now.waiting().equals(before.waiting())) {
      waitingStrips.removeAll();
      now.waiting().forEach(waiting -> waitingStrips.add(new WaitingStrip(waiting, this::act)));
    }
    status.show(now.status());
    drawSince(now.status().since());
    idle.lines(now.lines());
    if (before == null || !now.lines().equals(before.lines()) || dialChanged(before, now)) {
      drawLines(now);
    }
    thisCall.show(now.main());
    keypad.show(now.main());
    if (sheet == Sheet.KEYPAD && !possible(now, Action.KEYPAD)
        || sheet == Sheet.TRANSFER && !possible(now, Action.TRANSFER)) {
      open(Sheet.NONE);
    }
  }

  private void drawSince(@Nullable Instant since) {
    String clock = since == null ? "" : clock().format(since);
    statusSince.setText(since == null ? "" : getTranslation("status.since", clock));
  }

  private DateTimeFormatter clock() {
    ZoneId zone = getUI().map(Zones::of).orElse(ZoneOffset.UTC);
    return DateTimeFormatter.ofPattern("HH:mm", getLocale()).withZone(zone);
  }

  private static boolean possible(PanelState state, Action action) {
    CallView main = state.main();
    CallView.Control control = main == null ? null : main.actions().get(action);
    return control != null && control.possible();
  }

  private static boolean dialChanged(PanelState before, PanelState now) {
    return !now.dial().equals(before.dial()) || !Objects.equals(now.dialLine(), before.dialLine());
  }

  private void drawLines(PanelState now) {
    List<LineView> lost = now.lines().stream().filter(line -> !line.works()).toList();
    linesButton.setIcon(Icons.of(lost.isEmpty() ? "cable" : "unplug"));
    linesButton.setClassName("hs-warn", !lost.isEmpty());
    String words =
        lost.isEmpty()
            ? getTranslation("panel.lines.ok")
            : getTranslation("panel.lines.lost", lost.getFirst().number());
    linesButton.setAriaLabel(words);
    linesButton.setTooltipText(words);
    Optional<LineView> dialLine =
        now.lines().stream().filter(line -> line.id().equals(now.dialLine())).findFirst();
    Shown.set(lineChoice, now.lines().size() > 1);
    String number = dialLine.map(LineView::number).orElse("");
    lineChoice.setText(number);
    lineChoice.setAriaLabel(getTranslation("panel.line.choose") + ": " + number);
    boolean can = now.dial().possible();
    if (can) {
      call.getElement().removeAttribute("aria-disabled");
    } else {
      call.getElement().setAttribute("aria-disabled", "true");
    }
    call.setTooltipText(
        now.dial().reason() == null
            ? getTranslation("cmd.call")
            : Say.it(this, now.dial().reason()));
  }

  /** One page rings for all: the one used last. */
  private void sound(PanelState now, CtiHubs.Page own) {
    boolean here = hub.favourite().equals(own.attachment().holder());
    CallView main = now.main();
    Sounding wanted = Sounding.SILENCE;
    if (here && main != null && main.kind() == Kind.RINGING) {
      wanted = Sounding.RINGING;
    } else if (here && main != null && main.kind() == Kind.CALLING) {
      wanted = Sounding.RINGBACK;
    }
    if (wanted == sounding) {
      return;
    }
    switch (sounding) {
      case RINGING -> phone.ringStop();
      case RINGBACK -> phone.ringbackStop();
      case SILENCE -> {}
    }
    sounding = wanted;
    if (wanted == Sounding.RINGING && main != null) {
      String party = Say.it(this, main.name());
      phone.ring(getTranslation("title.ringing", party), main.number());
    } else if (wanted == Sounding.RINGBACK) {
      phone.ringback();
    }
  }

  private void showLower() {
    boolean callSelected = tabs.getSelectedTab() == thisCallTab;
    Shown.set(keypad, sheet == Sheet.KEYPAD);
    Shown.set(transfer, sheet == Sheet.TRANSFER);
    Shown.set(foundArea, sheet == Sheet.SEARCH);
    Shown.set(thisCall, sheet == Sheet.NONE && callSelected);
    Shown.set(history, sheet == Sheet.NONE && !callSelected);
    card.open(Action.KEYPAD, sheet == Sheet.KEYPAD);
    card.open(Action.TRANSFER, sheet == Sheet.TRANSFER);
  }

  private void open(Sheet next) {
    if (next == sheet) {
      return;
    }
    sheet = next;
    if (next == Sheet.KEYPAD || next == Sheet.TRANSFER) {
      tabs.setSelectedTab(thisCallTab);
    }
    showLower();
    if (next == Sheet.TRANSFER) {
      transfer.begin();
    }
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
      case VIDEO ->
          run(
              line,
              new CtiCommand.SetVideoState(
                  id, view.camera() == Camera.ON ? Media.AUDIO : Media.AUDIO_AND_VIDEO));
      case KEYPAD -> open(sheet == Sheet.KEYPAD ? Sheet.NONE : Sheet.KEYPAD);
      case TRANSFER -> open(sheet == Sheet.TRANSFER ? Sheet.NONE : Sheet.TRANSFER);
      case SWAP -> pair(view, pair -> new CtiCommand.SwapCalls(pair.main(), pair.consultation()));
      case COMPLETE_TRANSFER ->
          pair(view, pair -> new CtiCommand.TransferCall(pair.main(), pair.consultation()));
      case CANCEL_TRANSFER ->
          pair(view, pair -> new CtiCommand.CancelTransfer(pair.main(), pair.consultation()));
      case CALL_AGAIN -> {
        over = null;
        dial(new PhoneNumber(view.number()));
      }
      case CLOSE -> {
        over = null;
        draw();
      }
    }
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
    CtiHubs.Page own = page;
    UiMailbox later = mailbox;
    if (own != null && later != null) {
      own.attachment()
          .execute(line, command)
          .thenAccept(outcome -> later.post(() -> told(outcome)));
    }
  }

  private void told(Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted _ -> {}
      case Outcome.Unsupported missing ->
          note(getTranslation("err.unsupported", missing.missing().toString()));
      case Outcome.Refused refused ->
          note(
              getTranslation(
                  "refused." + refused.reason().name().toLowerCase(Locale.ROOT), refused.detail()));
    }
  }

  private void setStatus(AgentState state) {
    hub.lines().stream()
        .filter(line -> line.capabilities().includes(AgentFeature.SET_STATE))
        .filter(line -> line.agentStates().stream().anyMatch(o -> o.code().equals(state.code())))
        .forEach(line -> run(line.line().id(), new CtiCommand.SetUserState(state)));
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
      page.attachment().reconnectNow();
    }
  }

  private void testDevices() {
    idle.trouble(null);
    UI.getCurrent().navigate(PhoneSettingsView.class);
  }

  private void nextLine() {
    if (shown == null || shown.lines().isEmpty()) {
      return;
    }
    List<LineId> ids = shown.lines().stream().map(LineView::id).toList();
    chosenLine = ids.get((ids.indexOf(shown.dialLine()) + 1) % ids.size());
    draw();
  }

  // ---- dialling --------------------------------------------------------------------------------

  private void callTyped() {
    String typed = query.getValue().strip();
    if (typed.isEmpty()) {
      query.focus();
      say("why.empty");
      return;
    }
    PhoneNumber.typed(typed)
        .or(() -> found.people().stream().findFirst().map(Colleague::number))
        .ifPresentOrElse(
            this::dial,
            () ->
                findThen(
                    typed,
                    people ->
                        people.stream()
                            .findFirst()
                            .ifPresentOrElse(
                                first -> dial(first.number()),
                                () -> note(getTranslation("history.nothing", typed)))));
  }

  /** Calls a number from the chosen line. */
  void dial(PhoneNumber number) {
    ComponentUtil.fireEvent(this, new PanelWanted(this));
    PanelState now = shown;
    if (now == null || now.dialLine() == null) {
      return;
    }
    if (!now.dial().possible() && now.dial().reason() != null) {
      note(Say.it(this, now.dial().reason()));
      return;
    }
    query.clear();
    open(Sheet.NONE);
    LineId line = now.dialLine();
    run(line, new CtiCommand.MakeCall(number, Media.AUDIO));
  }

  private void search(String text) {
    if (text.isBlank() || PhoneNumber.typed(text).isPresent()) {
      found.show(List.of());
      if (sheet == Sheet.SEARCH) {
        open(Sheet.NONE);
      }
      return;
    }
    findThen(
        text,
        people -> {
          found.show(people);
          foundCount.setText(
              people.isEmpty()
                  ? getTranslation("history.nothing", text)
                  : getTranslation("search.found", people.size()));
          open(Sheet.SEARCH);
        });
  }

  /** Looks people up beside the session's lock; an answer that comes too late is dropped. */
  private void findThen(String text, Consumer<List<Colleague>> then) {
    UiMailbox later = mailbox;
    PanelState now = shown;
    if (later == null || now == null || now.dialLine() == null) {
      return;
    }
    long search = ++searches;
    String system = hub.line(now.dialLine()).map(line -> line.line().system()).orElse("");
    later.fetch(
        () -> data.find(person.id(), system, text),
        people -> {
          if (search == searches) {
            then.accept(people);
          }
        });
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
    public void close() {
      open(Sheet.NONE);
    }

    private void onMain(Function<CallView, CtiCommand> command) {
      CallView main = shown == null ? null : shown.main();
      if (main != null) {
        open(Sheet.NONE);
        run(main.line(), command.apply(main));
      }
    }
  }

  // ---- history and figures ---------------------------------------------------------------------

  private void refreshData() {
    UiMailbox later = mailbox;
    Optional<UI> ui = getUI();
    if (later == null || ui.isEmpty()) {
      return;
    }
    ZoneId zone = Zones.of(ui.get());
    later.fetch(
        () -> data.today(person.id(), zone),
        today -> {
          history.show(today.history(), zone);
          idle.figures(today.figures());
        });
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
      case PageMessage.Trouble trouble -> trouble(trouble.code());
      case PageMessage.TroubleOver _ -> idle.trouble(null);
    }
  }

  private void trouble(String code) {
    if (!TROUBLES.contains(code)) {
      return;
    }
    if (hub.calls().findAny().isPresent() || code.equals("soundBlocked")) {
      note(getTranslation("trouble." + code) + ". " + getTranslation("trouble." + code + ".next"));
    } else {
      idle.trouble(code);
    }
  }

  private static final List<String> TROUBLES =
      List.of("permission", "noDevice", "insecure", "soundBlocked", "deviceLost", "camera");

  private void note(String sentence) {
    notes.removeAll();
    notes.add(new NoteCard(sentence, notes::removeAll));
  }

  private void say(String key, Object... arguments) {
    said.setText(getTranslation(key, arguments));
  }
}
