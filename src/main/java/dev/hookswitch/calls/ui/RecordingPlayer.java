package dev.hookswitch.calls.ui;

import com.fasterxml.uuid.Generators;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.shell.BrowserModule;
import dev.hookswitch.shell.Icons;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays the recording of one call. The page asks our own server for it, when somebody presses play
 * and not before; {@code player.ts} does the rest.
 */
class RecordingPlayer extends Div {
  /** Whether it begins by itself. */
  enum Beginning {
    ON_REQUEST,
    AT_ONCE
  }

  /** What may be wrong, as {@code player.ts} calls it. */
  static final List<String> TROUBLES =
      List.of("unknown", "gone", "refused", "unreachable", "signedOut", "offline", "unplayable");

  private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();

  private final Beginning beginning;

  /**
   * @param length of the conversation: what is shown until the recording itself tells better
   */
  RecordingPlayer(UUID call, Duration length, Beginning beginning) {
    this.beginning = beginning;
    String address =
        "recordings/%s?opening=%s".formatted(call, Generators.timeBasedEpochGenerator().generate());
    addClassName("hs-player");
    getElement().setAttribute("data-src", address);
    getElement().setAttribute("data-seconds", String.valueOf(length.toMillis() / 1000.0));
    var said = part("said", new Span());
    said.getElement().setAttribute("role", "status");
    said.addClassName("hs-second");
    add(
        play(),
        time("at", Duration.ZERO),
        wave(),
        time("length", length),
        speed(),
        download(address),
        said);
  }

  @Override
  protected void onAttach(AttachEvent attach) {
    getElement()
        .executeJs(
            "return import($0).then(m => { m.attachPlayer(this, $1); if ($2) this.player.play(); })",
            BrowserModule.path(),
            words(),
            beginning == Beginning.AT_ONCE);
  }

  private Button play() {
    var icons = new Span(Icons.of("play"), Icons.of("pause"));
    icons.addClassName("hs-playpause");
    var button = part("play", new Button(icons));
    button.addThemeVariants(ButtonVariant.PRIMARY);
    button.addThemeNames("icon");
    button.setAriaLabel(getTranslation("callp.recording.play"));
    return button;
  }

  private static Span time(String part, Duration time) {
    var span = part(part, new Span(CallFormat.length(time)));
    span.addClassName("hs-num");
    return span;
  }

  private Div wave() {
    var wave = part("wave", new Div());
    wave.addClassName("hs-wave");
    wave.getElement()
        .setAttribute("role", "slider")
        .setAttribute("tabindex", "0")
        .setAttribute("aria-label", getTranslation("callp.recording.place"))
        .setAttribute("aria-valuemin", "0")
        .setAttribute("aria-valuenow", "0");
    return wave;
  }

  private Button speed() {
    var speed = part("speed", new Button("1×"));
    speed.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    speed.setAriaLabel(getTranslation("callp.recording.speed", "1×"));
    return speed;
  }

  private Anchor download(String address) {
    var link = new Anchor(address + "&download", Icons.of("download"));
    link.addClassName("hs-iconlink");
    link.setRouterIgnore(true);
    link.getElement().setAttribute("download", true);
    link.setAriaLabel(getTranslation("callp.recording.download"));
    link.setTitle(getTranslation("callp.recording.download"));
    return link;
  }

  private ObjectNode words() {
    ObjectNode words =
        new ObjectNode(JSON)
            .put("play", getTranslation("callp.recording.play"))
            .put("pause", getTranslation("callp.recording.pause"))
            .put("loading", getTranslation("callp.recording.loading"))
            .put("position", getTranslation("callp.recording.position", "$1", "$2"))
            .put("speedIs", getTranslation("callp.recording.speed", "$1"));
    TROUBLES.forEach(
        trouble -> words.put(trouble, getTranslation("callp.recording.trouble." + trouble)));
    return words;
  }

  private static <C extends Component> C part(String name, C component) {
    component.getElement().setAttribute("data-part", name);
    return component;
  }
}
