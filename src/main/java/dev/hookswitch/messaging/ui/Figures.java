package dev.hookswitch.messaging.ui;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import dev.hookswitch.messaging.LinkReport;
import dev.hookswitch.messaging.LinkTrouble;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The state of the service in five numbers. */
final class Figures extends DescriptionList {
  private static final Duration LATELY = Duration.ofHours(1);

  private final Description links = figure("messaging.links");
  private final Description lines = figure("messaging.lines");
  private final Description clients = figure("messaging.clients");
  private final Description events = figure("messaging.rate");
  private final Description troubles = figure("messaging.lately");

  Figures() {
    addClassName("hs-kpis");
  }

  private Description figure(String key) {
    var value = new Description();
    value.addClassName("hs-num");
    var figure = new Div(new Term(getTranslation(key)), value);
    figure.addClassName("hs-kpi");
    add(figure);
    return value;
  }

  /**
   * @param sockets of clients
   */
  void show(List<LinkReport> reports, List<LinkTrouble> last, int sockets, Instant now) {
    NumberFormat number = NumberFormat.getIntegerInstance(getLocale());
    long stand = reports.stream().filter(link -> link.state().connected()).count();
    links.setText(number.format(stand) + " / " + number.format(reports.size()));
    lines.setText(number.format(reports.stream().mapToInt(LinkReport::lines).sum()));
    clients.setText(number.format(sockets));
    events.setText(
        Rates.words(reports.stream().mapToDouble(LinkReport::eventsPerSecond).sum(), getLocale()));
    troubles.setText(
        number.format(
            last.stream()
                .filter(trouble -> trouble.at().isAfter(now.minus(LATELY)))
                .mapToInt(LinkTrouble::times)
                .sum()));
  }
}
