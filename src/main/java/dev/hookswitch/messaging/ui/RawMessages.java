package dev.hookswitch.messaging.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.messaging.RawMessage;
import dev.hookswitch.phone.Line;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.Zones;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the phone system says about one line, while somebody listens. */
final class RawMessages extends Section {
  private static final int SHOWN = 100;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final MessagingService service;
  private final Select<Line> lines = new Select<>();
  private final Button listen = new Button();
  private final Div messages = new Div();
  private List<Line> offered = List.of();
  private ZoneId zone = ZoneOffset.UTC;
  private @Nullable Overhearing overhearing;

  RawMessages(MessagingService service) {
    this.service = service;
    var heading = new H2(getTranslation("messaging.raw"));
    lines.setAriaLabel(getTranslation("messaging.col.line"));
    lines.setPlaceholder(getTranslation("messaging.col.line"));
    lines.setItemLabelGenerator(line -> line.number().dialled() + " · " + line.name());
    lines.addClassName("hs-rawline");
    lines.addValueChangeListener(chosen -> {
      // New items of the list choose nothing: what is listened to goes on.
      if (chosen.isFromClient()) {
        stop();
        start();
      }
    });
    listen.addClickListener(_ -> {
      if (overhearing == null) {
        start();
      } else {
        stop();
      }
    });
    messages.addClassName("hs-raw");
    messages.getElement().setAttribute("role", "log");
    messages.getElement().setAttribute("aria-label", heading.getText());
    messages.getElement().setAttribute("tabindex", "0");
    var inline = new Div(new Span(getTranslation("messaging.raw.masked")), lines, listen);
    inline.addClassNames("hs-inline", "hs-second");
    var head = new Div(heading, inline);
    head.addClassName("hs-field-head");
    add(head, messages);
    addClassNames("hs-sec", "hs-rawsec");
    setAriaLabel(heading.getText());
    name();
  }

  @Override
  protected void onAttach(AttachEvent event) {
    zone = Zones.of(event.getUI());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    stop();
  }

  /** Shows what was heard since the last look. */
  void look() {
    List<Line> open = service.lines();
    if (!open.equals(offered)) {
      Line chosen = lines.getValue();
      offered = open;
      lines.setItems(open);
      open.stream().filter(line -> line.equals(chosen)).findFirst().ifPresent(lines::setValue);
    }
    if (overhearing != null) {
      overhearing.taken().forEach(this::show);
    }
  }

  private void show(RawMessage message) {
    String fields = message.text().strip().replace("\n", "   ");
    messages.add(new Pre(TIME.format(message.at().atZone(zone)) + "  " + fields));
    if (messages.getComponentCount() > SHOWN) {
      messages.remove(messages.getComponentAt(0));
    }
  }

  private void start() {
    Line line = lines.getValue();
    if (line != null) {
      messages.removeAll();
      overhearing = new Overhearing(service, line);
      name();
    }
  }

  private void stop() {
    if (overhearing != null) {
      overhearing.stop.run();
      overhearing = null;
      name();
    }
  }

  private void name() {
    boolean running = overhearing != null;
    listen.setText(getTranslation(running ? "messaging.raw.pause" : "messaging.raw.listen"));
    listen.setIcon(Icons.of(running ? "pause" : "play"));
  }

  /** Keeps what comes on the link's thread until somebody looks: the last messages only. */
  private static final class Overhearing {
    private final Deque<RawMessage> heard = new ArrayDeque<>();
    final Runnable stop;

    Overhearing(MessagingService service, Line line) {
      stop = service.overhear(line, this::hears);
    }

    private void hears(RawMessage message) {
      synchronized (heard) {
        if (heard.size() == SHOWN) {
          heard.removeFirst();
        }
        heard.addLast(message);
      }
    }

    List<RawMessage> taken() {
      synchronized (heard) {
        List<RawMessage> taken = List.copyOf(heard);
        heard.clear();
        return taken;
      }
    }
  }
}
