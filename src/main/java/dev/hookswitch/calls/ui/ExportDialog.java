package dev.hookswitch.calls.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.streams.DownloadEvent;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * Hands out calls as a CSV file. The file is written to the browser while the calls are read; the
 * dialog shows how far it is and can stop it. A file that was stopped reaches the browser as a
 * failed download, never as one that looks whole.
 */
class ExportDialog extends Dialog {
  /** What to write, on a thread of its own, without the page's lock. */
  private interface Content {
    void write(Writer out, CsvExport.Progress progress) throws IOException;
  }

  private final UiMailbox mailbox;
  private final long calls;
  private final Paragraph text = new Paragraph();
  private final ProgressBar bar = new ProgressBar();
  private final Anchor download = new Anchor();
  private final Button cancel = new Button(getTranslation("calls.cancel"), _ -> close());
  private volatile boolean stopped;

  /**
   * @param calls how many there are
   */
  static ExportDialog of(
      CsvExport export, CallFilter filter, long calls, LocalDate today, UiMailbox mailbox) {
    return new ExportDialog(
        (out, progress) -> export.write(filter, out, progress), calls, today, mailbox);
  }

  static ExportDialog of(CsvExport export, Set<UUID> chosen, LocalDate today, UiMailbox mailbox) {
    return new ExportDialog((out, _) -> export.write(chosen, out), chosen.size(), today, mailbox);
  }

  private ExportDialog(Content content, long calls, LocalDate today, UiMailbox mailbox) {
    this.mailbox = mailbox;
    this.calls = calls;
    setHeaderTitle(getTranslation("calls.export"));
    setWidth("26rem");
    text.setText(getTranslation("calls.export.offer", calls));
    text.getElement().setAttribute("role", "status");
    bar.setVisible(false);
    bar.setMax(Math.max(1, calls));
    bar.getElement().setAttribute("aria-label", getTranslation("calls.export"));
    var button = new Button(getTranslation("calls.export.download"), Icons.of("download"));
    button.addThemeVariants(ButtonVariant.PRIMARY);
    button.getElement().setAttribute("tabindex", "-1");
    download.add(button);
    download.setHref(
        event -> send(content, event, "calls-" + today + ".csv"), AttachmentType.DOWNLOAD);
    download.getElement().setAttribute("aria-label", getTranslation("calls.export.download"));
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    add(text, bar);
    getFooter().add(cancel, download);
    addOpenedChangeListener(change -> stopped |= !change.isOpened());
  }

  private void send(Content content, DownloadEvent event, String name) throws IOException {
    mailbox.post(this::began);
    event.setFileName(name);
    event.setContentType("text/csv; charset=utf-8");
    event.getResponse().setHeader("X-Content-Type-Options", "nosniff");
    event.getResponse().setHeader("Cache-Control", "no-store");
    try {
      content.write(
          new BufferedWriter(new OutputStreamWriter(event.getOutputStream(), UTF_8)),
          written -> {
            mailbox.post(() -> progressed(written));
            return !stopped;
          });
      mailbox.post(this::finished);
    } catch (CsvExport.Cancelled cancelled) {
      throw cancelled;
    } catch (IOException | RuntimeException e) {
      mailbox.post(this::failed);
      throw e;
    }
  }

  private void began() {
    download.setVisible(false);
    bar.setVisible(true);
    text.setText(getTranslation("calls.export.going", 0, calls));
  }

  private void progressed(long written) {
    bar.setValue(Math.min(written, bar.getMax()));
    text.setText(getTranslation("calls.export.going", written, calls));
  }

  private void finished() {
    bar.setValue(bar.getMax());
    text.setText(getTranslation("calls.export.done"));
    cancel.setText(getTranslation("calls.close"));
  }

  private void failed() {
    text.setText(getTranslation("calls.export.failed"));
    cancel.setText(getTranslation("calls.close"));
  }
}
