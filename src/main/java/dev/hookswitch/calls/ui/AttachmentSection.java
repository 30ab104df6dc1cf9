package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import dev.hookswitch.calls.Attachment;
import dev.hookswitch.calls.Attachments;
import dev.hookswitch.calls.ui.CallDesk.Story;
import dev.hookswitch.security.Person;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;

/** Files of a call. They are handed out as downloads only, whatever the browser took them for. */
class AttachmentSection extends Section {
  private static final int MEGABYTE = 1024 * 1024;

  private final Attachments attachments;
  private final Person viewer;
  private final UUID call;
  private final UiMailbox mailbox;
  private final Deed deed;
  private final UnorderedList list = new UnorderedList();

  AttachmentSection(Attachments attachments, Person viewer, UUID call, UiMailbox mailbox) {
    this.attachments = attachments;
    this.viewer = viewer;
    this.call = call;
    this.mailbox = mailbox;
    this.deed = new Deed(this, mailbox);
    addClassName("hs-sec");
    list.addClassName("hs-linklist");
    var button = new Button(getTranslation("callp.file.add"), Icons.of("paperclip"));
    button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
    var upload = new Upload(new Taking());
    upload.addClassName("hs-upload");
    upload.setUploadButton(button);
    upload.setDropAllowed(false);
    upload.setMaxFileSize((int) Math.min(attachments.limit(), Integer.MAX_VALUE));
    upload.addFileRejectedListener(_ -> deed.say(tooLarge()));
    upload.addAllFinishedListener(_ -> upload.clearFileList());
    add(new H2(getTranslation("callp.files")), list, upload);
  }

  void show(Story story) {
    list.removeAll();
    story.files().forEach(file -> list.add(item(story, file)));
    list.setVisible(!story.files().isEmpty());
  }

  private ListItem item(Story story, Attachment file) {
    var name = new Anchor();
    name.setText(file.name());
    name.setHref(download -> send(file, download), AttachmentType.DOWNLOAD);
    var second = new Span(size(file.bytes()) + " · " + story.name(file.addedBy()));
    second.addClassName("hs-second");
    var text = new Div(name, second);
    text.addClassName("hs-row-text");
    var remove =
        new Button(Icons.of("trash-2"), _ -> deed.run(() -> attachments.remove(viewer, file.id())));
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.addThemeNames("icon");
    remove.setAriaLabel(getTranslation("callp.file.remove", file.name()));
    return new ListItem(Icons.of("paperclip"), text, remove);
  }

  /** Runs without the page's lock; asks anew whether the viewer may see the file. */
  private void send(Attachment file, DownloadEvent download) throws IOException {
    download.setFileName(file.name());
    download.setContentType("application/octet-stream");
    download.setContentLength(file.bytes());
    download.getResponse().setHeader("X-Content-Type-Options", "nosniff");
    attachments.copy(viewer, file.id(), download.getOutputStream());
  }

  private String size(long bytes) {
    return bytes < MEGABYTE
        ? getTranslation("callp.file.kilobytes", (bytes + 1023) / 1024)
        : getTranslation(
            "callp.file.megabytes", String.format(Locale.ROOT, "%.1f", (double) bytes / MEGABYTE));
  }

  private String tooLarge() {
    return getTranslation("callp.file.tooLarge", attachments.limit() / MEGABYTE);
  }

  /** Runs without the page's lock. */
  private final class Taking implements UploadHandler {
    private static final long serialVersionUID = 1L;

    @Override
    public void handleUploadRequest(UploadEvent upload) throws IOException {
      try {
        attachments.add(
            viewer, call, upload.getFileName(), upload.getContentType(), upload.getInputStream());
      } catch (Attachments.TooLarge _) {
        mailbox.post(() -> deed.say(tooLarge()));
      }
    }

    @Override
    public long getRequestSizeMax() {
      return -1;
    }

    @Override
    public long getFileSizeMax() {
      return attachments.limit() + 1;
    }
  }
}
