package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.hookswitch.shell.BrowserModule;
import dev.hookswitch.shell.Icons;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Microphone, speaker and camera of this browser: choose one, see and hear whether it works. The
 * browser keeps the choice, because devices belong to a computer and not to a person.
 */
class DeviceTest extends Div {
  /** What devices.ts may say is wrong; each completes the message key {@code trouble.}. */
  private static final Set<String> TROUBLES = Set.of("permission", "noDevice", "insecure");

  private final Select<Device> microphone = select("microphone");
  private final Select<Device> speaker = select("speaker");
  private final Select<Device> camera = select("camera");
  private final Span trouble = new Span();
  private final Button preview =
      new Button(getTranslation("devices.preview"), Icons.of("video"), _ -> togglePreview());
  private boolean previewing;

  DeviceTest() {
    addClassName("hs-devices");
    trouble.addClassName("hs-device-trouble");
    trouble.getElement().setAttribute("role", "status");
    var sound =
        new Button(
            getTranslation("devices.test"),
            Icons.of("volume-2"),
            _ -> getElement().executeJs("this.devices?.playTest()"));
    preview.getElement().setAttribute("aria-pressed", "false");
    add(
        trouble,
        row(microphone, meter()),
        row(speaker, sound),
        row(camera, preview),
        previewStage());
  }

  /** A device as the browser names it; the empty id stands for what the system prefers. */
  record Device(String id, String label) {
    Device {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(label, "label");
    }
  }

  /**
   * What the browser has, and what was chosen there.
   *
   * @param microphone id of the chosen one, empty if none was chosen; likewise speaker and camera
   * @param speakerChoice whether this browser can send the sound to a chosen speaker
   * @param trouble why there is no microphone, empty if there is one
   */
  record Devices(
      List<Device> microphones,
      List<Device> speakers,
      List<Device> cameras,
      String microphone,
      String speaker,
      String camera,
      boolean speakerChoice,
      String trouble) {}

  @Override
  protected void onAttach(AttachEvent event) {
    getElement()
        .executeJs("return import($0).then(m => m.attachDeviceTest(this))", BrowserModule.path());
  }

  /** Called by devices.ts whenever a device or the choice changed. */
  @ClientCallable
  private void devicesChanged(Devices devices) {
    show(microphone, devices.microphones(), devices.microphone());
    show(speaker, devices.speakers(), devices.speaker());
    show(camera, devices.cameras(), devices.camera());
    speaker.setEnabled(devices.speakerChoice());
    speaker.setHelperText(devices.speakerChoice() ? "" : getTranslation("devices.noSpeakerChoice"));
    String code = devices.trouble();
    trouble.setText(
        TROUBLES.contains(code)
            ? getTranslation("trouble." + code) + ". " + getTranslation("trouble." + code + ".next")
            : "");
  }

  private void show(Select<Device> select, List<Device> devices, String chosen) {
    var standard = new Device("", getTranslation("devices.default"));
    List<Device> all = Stream.concat(Stream.of(standard), devices.stream()).distinct().toList();
    select.setItems(all);
    select.setValue(
        all.stream().filter(device -> device.id().equals(chosen)).findFirst().orElse(standard));
  }

  private Select<Device> select(String kind) {
    var select = new Select<Device>();
    select.setLabel(getTranslation("devices." + kind));
    select.setItemLabelGenerator(Device::label);
    select.addValueChangeListener(change -> {
      if (change.isFromClient() && change.getValue() != null) {
        getElement().executeJs("this.devices?.choose($0, $1)", kind, change.getValue().id());
      }
    });
    return select;
  }

  private void togglePreview() {
    previewing = !previewing;
    preview.getElement().setAttribute("aria-pressed", Boolean.toString(previewing));
    getElement().executeJs("this.devices?.preview($0)", previewing);
  }

  private Div meter() {
    var meter = new Div();
    meter.addClassName("hs-meter");
    meter
        .getElement()
        .setAttribute("role", "meter")
        .setAttribute("aria-label", getTranslation("devices.level"))
        .setAttribute("aria-valuemin", "0")
        .setAttribute("aria-valuemax", "100")
        .setAttribute("aria-valuenow", "0")
        .setAttribute("data-meter", "");
    return meter;
  }

  private static Div previewStage() {
    var stage = new Div();
    stage.addClassName("hs-preview");
    stage.getElement().setAttribute("data-preview", "");
    return stage;
  }

  private static Div row(Select<Device> select, Component trial) {
    var row = new Div(select, trial);
    row.addClassName("hs-device");
    return row;
  }
}
