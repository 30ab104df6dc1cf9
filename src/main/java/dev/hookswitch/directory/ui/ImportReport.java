package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.hookswitch.directory.RecordAddress;
import dev.hookswitch.directory.exchange.ImportResult;
import dev.hookswitch.directory.exchange.RefusedLine;
import dev.hookswitch.shell.Icons;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an import did, or would do. */
class ImportReport extends Div {
  /**
   * @param report all refused lines; null when there is none
   */
  ImportReport(
      ImportResult result,
      Function<RefusedLine.Reason, String> expected,
      String kind,
      @Nullable Path report) {
    addClassName("hs-importreport");
    boolean good = result.outcome() != ImportResult.Outcome.STOPPED;
    var note =
        new Div(
            Icons.of(good ? "circle-check" : "triangle-alert"),
            new Span(
                getTranslation(
                    "exchange.outcome." + result.outcome().name().toLowerCase(Locale.ROOT))));
    note.addClassNames("hs-note-card", good ? "hs-talk" : "hs-bad");
    var figures = new UnorderedList();
    figure(figures, "exchange.lines", result.lines());
    figure(figures, "exchange.created." + kind, result.created());
    figure(figures, "exchange.accounts", result.accounts());
    figure(figures, "exchange.found", result.duplicates());
    figure(figures, "exchange.changed", result.changed());
    figure(figures, "exchange.refused", result.refused());
    add(note, figures);
    if (!result.firstDuplicates().isEmpty()) {
      add(new H2(getTranslation("exchange.found.title")), duplicates(result));
    }
    if (!result.firstRefused().isEmpty()) {
      add(new H2(getTranslation("exchange.refused.title")), refused(result, expected));
      if (report != null) {
        var link = new Anchor();
        link.setHref(
            DownloadHandler.forFile(report.toFile(), "refused-lines.csv"), AttachmentType.DOWNLOAD);
        link.add(Icons.of("download"), new Span(getTranslation("exchange.report")));
        link.addClassName("hs-inline");
        add(link);
      }
    }
  }

  private void figure(UnorderedList figures, String key, long count) {
    if (count > 0) {
      figures.add(new ListItem(getTranslation(key, count)));
    }
  }

  private Component duplicates(ImportResult result) {
    var list = new UnorderedList();
    for (ImportResult.Duplicate one : result.firstDuplicates()) {
      var item =
          new ListItem(new Span(getTranslation("exchange.line", Long.toString(one.line())) + " "));
      if (one.found() == null) {
        item.add(new Span(getTranslation("exchange.found.file", one.name())));
      } else {
        var link = new Anchor(RecordAddress.of(one.found()), one.name());
        link.setTarget("_blank");
        item.add(link);
      }
      list.add(item);
    }
    return list;
  }

  private Component refused(ImportResult result, Function<RefusedLine.Reason, String> expected) {
    var table = new NativeTable();
    table.addClassNames("hs-caps", "hs-importtable");
    var head = new NativeTableRow();
    head.add(
        new NativeTableHeaderCell(getTranslation("exchange.report.line")),
        new NativeTableHeaderCell(getTranslation("exchange.report.expected")),
        new NativeTableHeaderCell(getTranslation("exchange.report.value")));
    table.getHead().add(head);
    var body = table.getBody();
    for (RefusedLine line : result.firstRefused()) {
      var row = new NativeTableRow();
      row.add(
          new NativeTableCell(Long.toString(line.line())),
          new NativeTableCell(expected.apply(line.reason())),
          new NativeTableCell(line.value()));
      body.add(row);
    }
    var wrap = new Div(table);
    wrap.addClassName("hs-tablewrap");
    wrap.getElement().setAttribute("tabindex", "0");
    wrap.getElement().setAttribute("role", "region");
    wrap.getElement().setAttribute("aria-label", getTranslation("exchange.refused.title"));
    return wrap;
  }
}
