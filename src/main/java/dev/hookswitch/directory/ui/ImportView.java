package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.server.streams.UploadHandler;
import dev.hookswitch.directory.RecordAddress;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.exchange.FileFormat;
import dev.hookswitch.directory.exchange.FileGuess;
import dev.hookswitch.directory.exchange.ImportOrder;
import dev.hookswitch.directory.exchange.ImportOrder.Duplicates;
import dev.hookswitch.directory.exchange.ImportOrder.Refusals;
import dev.hookswitch.directory.exchange.ImportResult;
import dev.hookswitch.directory.exchange.Imports;
import dev.hookswitch.directory.exchange.Progress;
import dev.hookswitch.directory.exchange.RefusedLine;
import dev.hookswitch.directory.exchange.RefusedReport;
import dev.hookswitch.directory.ui.ImportTask.End;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.RolesAllowed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Import of contacts or accounts: a file, what its columns tell, a look at what would happen, and
 * then all of it or nothing. Whoever leaves the page cancels an import that still runs.
 */
@Route(value = "contacts/import", layout = MainLayout.class)
@RouteAlias(value = "accounts/import", layout = MainLayout.class)
@RolesAllowed({"SUPERVISOR", "ADMINISTRATOR"})
class ImportView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final Logger log = LoggerFactory.getLogger(ImportView.class);
  private static final int LARGEST_FILE = 1024 * 1024 * 1024;

  private final Imports imports;
  private final Person viewer = SignedIn.person();
  private final UiMailbox mailbox = UiMailbox.of(UI.getCurrent());
  private final Map<RefusedLine.Reason, String> sentences = new EnumMap<>(RefusedLine.Reason.class);
  private final Div crumb = new Div();
  private final H1 heading = new H1();
  private final Div body = new Div();
  private final Select<Duplicates> duplicates = new Select<>();
  private final Select<Refusals> refusals = new Select<>();
  private final ComboBox<Person> owner = new ComboBox<>();
  private final Button check = new Button();
  private final Button run = new Button();
  private final Button cancel = new Button();
  private final ProgressBar progress = new ProgressBar();
  private final Span progressText = new Span();
  private final Div running = new Div();
  private final Div result = new Div();
  private String kind = RecordRef.CONTACT;
  private @Nullable Path file;
  private @Nullable Path report;
  private @Nullable FormatPanel format;
  private @Nullable ImportTask task;

  ImportView(Imports imports, People people) {
    this.imports = imports;
    addClassName("hs-page");
    for (RefusedLine.Reason reason : RefusedLine.Reason.values()) {
      sentences.put(reason, getTranslation(reason.textKey()));
    }
    var head = new Header(heading);
    head.addClassName("hs-head");
    body.addClassName("hs-import");
    add(crumb, head, upload(), body);
    fillChoices();
    mailbox.fetch(
        () -> people.all().stream().filter(Person::enabled).toList(),
        owners -> owner.setItems(owners));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    kind = Addresses.kind(event).orElse(RecordRef.CONTACT);
    heading.setText(getPageTitle());
    var link =
        new Anchor(
            RecordAddress.list(kind),
            Icons.of("arrow-left"),
            new Span(getTranslation("directory.kinds." + kind)));
    link.getElement().setAttribute("router-link", true);
    var back = new Nav(link);
    back.setAriaLabel(getTranslation("directory.crumb"));
    crumb.removeAll();
    crumb.add(back);
    crumb.addClassName("hs-crumb");
  }

  @Override
  public String getPageTitle() {
    return getTranslation("exchange.import." + kind);
  }

  @Override
  protected void onDetach(DetachEvent detach) {
    ImportTask open = task;
    if (open != null) {
      open.cancel();
    }
    forget(file);
    forget(report);
  }

  private Component upload() {
    var upload = new Upload();
    upload.setUploadHandler(
        UploadHandler.toTempFile((metadata, uploaded) -> {
          upload.clearFileList();
          take(uploaded);
        }));
    upload.addClassName("hs-importfile");
    upload.setMaxFiles(1);
    upload.setMaxFileSize(LARGEST_FILE);
    upload.setAcceptedFileTypes(".csv", ".txt", ".tsv", ".vcf", "text/csv", "text/vcard");
    upload.addFileRejectedListener(_ -> Say.shortly(this, "exchange.file.rejected"));
    upload.setUploadButton(new Button(getTranslation("exchange.file"), Icons.of("upload")));
    upload.setDropLabel(new Span(getTranslation("exchange.drop")));
    return upload;
  }

  private void fillChoices() {
    duplicates.setLabel(getTranslation("exchange.duplicates"));
    duplicates.setItems(Duplicates.values());
    duplicates.setItemLabelGenerator(one -> getTranslation(one.textKey()));
    duplicates.setValue(Duplicates.SKIP);
    refusals.setLabel(getTranslation("exchange.refusals"));
    refusals.setItems(Refusals.values());
    refusals.setItemLabelGenerator(one -> getTranslation(one.textKey()));
    refusals.setValue(Refusals.STOP);
    owner.setLabel(getTranslation("directory.owner"));
    owner.setPlaceholder(getTranslation("exchange.owner.nobody"));
    owner.setItemLabelGenerator(Person::name);
    owner.setClearButtonVisible(true);
    check.setText(getTranslation("exchange.check"));
    check.addClickListener(_ -> start(imports::check));
    run.setText(getTranslation("exchange.run"));
    run.addThemeVariants(ButtonVariant.PRIMARY);
    run.addClickListener(_ -> start(imports::run));
    cancel.setText(getTranslation("directory.cancel"));
    cancel.addClickListener(_ -> {
      ImportTask open = task;
      if (open != null) {
        open.cancel();
      }
    });
    progress.getElement().setAttribute("aria-label", getTranslation("exchange.progress"));
    progressText.addClassNames("hs-second", "hs-num");
    progressText.getElement().setAttribute("role", "status");
    running.add(progress, progressText, cancel);
    running.addClassName("hs-importrun");
    result.getElement().setAttribute("role", "status");
  }

  private void take(File uploaded) {
    forget(file);
    Path path = uploaded.toPath();
    file = path;
    mailbox.fetch(() -> FileGuess.of(path), guess -> show(path, guess), this::unreadable);
  }

  private void show(Path path, FileFormat guess) {
    var panel = new FormatPanel(path, guess, mailbox, this::unreadable);
    format = panel;
    var choices = new Div(duplicates, refusals, owner);
    choices.addClassName("hs-formgrid");
    var acts = new Div(run, check);
    acts.addClassName("hs-acts");
    running.setVisible(false);
    result.removeAll();
    body.removeAll();
    body.add(panel, choices, acts, running, result);
  }

  /** A check or an import. */
  private interface Passage {
    ImportResult over(Person by, ImportOrder order, Progress progress, RefusedReport report);
  }

  private void start(Passage passage) {
    Path path = file;
    FormatPanel panel = format;
    if (path == null || panel == null || task != null) {
      return;
    }
    if (!panel.hasName()) {
      Say.shortly(this, "exchange.noName");
      return;
    }
    Person chosen = owner.getValue();
    var order =
        new ImportOrder(
            kind,
            path,
            panel.format(),
            panel.columns(),
            duplicates.getValue(),
            refusals.getValue(),
            chosen == null ? null : chosen.id());
    var started = new ImportTask((share, lines) -> mailbox.post(() -> progress(share, lines)));
    task = started;
    busy(true);
    progress(0, 0);
    result.removeAll();
    List<String> header =
        List.of(
            getTranslation("exchange.report.line"),
            getTranslation("exchange.report.expected"),
            getTranslation("exchange.report.value"));
    forget(report);
    mailbox.fetch(
        () -> {
          try (var written =
              new ReportFile(header, reason -> sentences.getOrDefault(reason, reason.name()))) {
            End end = started.run(news -> passage.over(viewer, order, news, written));
            return Map.entry(end, written.path());
          }
        },
        ended -> {
          over();
          report = ended.getValue();
          show(ended.getKey());
        },
        () -> {
          over();
          say("triangle-alert", "hs-bad", getTranslation("exchange.failed"));
        });
  }

  private void over() {
    task = null;
    busy(false);
  }

  private void busy(boolean busy) {
    running.setVisible(busy);
    List.of(check, run).forEach(button -> button.setEnabled(!busy));
  }

  private void progress(double share, long lines) {
    progress.setValue(Math.clamp(share, 0, 1));
    progressText.setText(getTranslation("exchange.progress.lines", lines));
  }

  private void show(End end) {
    switch (end) {
      case End.Done(ImportResult done) -> {
        result.removeAll();
        result.add(new ImportReport(done, this::sentence, kind, report));
        if (done.outcome() == ImportResult.Outcome.DONE) {
          forget(file);
          file = null;
          List.of(check, run).forEach(button -> button.setEnabled(false));
        }
      }
      case End.Cancelled _ -> say("circle-x", "hs-done", getTranslation("exchange.cancelled"));
      case End.Unreadable(long after) ->
          say("triangle-alert", "hs-bad", getTranslation("exchange.unreadable.after", after));
    }
  }

  private String sentence(RefusedLine.Reason reason) {
    return sentences.getOrDefault(reason, reason.name());
  }

  private void unreadable() {
    body.removeAll();
    body.add(result);
    say("triangle-alert", "hs-bad", getTranslation("exchange.unreadable"));
  }

  private void say(String icon, String tone, String sentence) {
    var note = new Div(Icons.of(icon), new Span(sentence));
    note.addClassNames("hs-note-card", tone);
    result.removeAll();
    result.add(note);
  }

  private static void forget(@Nullable Path path) {
    if (path != null) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        log.warn("Temporary file {} stays behind", path, e);
      }
    }
  }
}
