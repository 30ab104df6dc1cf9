package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.hookswitch.directory.RecordAddress;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.exchange.Column;
import dev.hookswitch.directory.exchange.Exports;
import dev.hookswitch.directory.exchange.Imports;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import dev.hookswitch.shell.Icons;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What can be done from the list of a kind: import, export, create. */
class RecordActs extends Div {
  private static final Set<String> EXCHANGED = Set.of(RecordRef.CONTACT, RecordRef.ACCOUNT);

  /** Writes a file into a download. */
  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private final Map<String, String> words = new HashMap<>();

  /**
   * @param text what the list is narrowed to; the export has the same
   */
  RecordActs(String kind, String text, Person viewer, Exports exports) {
    addClassName("hs-acts");
    if (viewer.is(Role.ADMINISTRATOR) && !EXCHANGED.contains(kind)) {
      var kinds = new Button(getTranslation("kinds.manage"), Icons.of("settings"));
      kinds.addClickListener(_ -> UI.getCurrent().navigate("records/kinds"));
      add(kinds);
    }
    if (kind.equals(RecordRef.EMPLOYEE)) {
      return;
    }
    if (EXCHANGED.contains(kind)) {
      // Downloads are written on other threads, which do not know the page's language.
      for (Column column : Column.values()) {
        words.put(column.textKey(), getTranslation(column.textKey()));
      }
      if (Imports.mayImport(viewer)) {
        var load = new Button(getTranslation("exchange.import"), Icons.of("upload"));
        load.addClickListener(_ -> go(kind, "import"));
        add(load);
      }
      var csv =
          link(
              kind + ".csv",
              "text/csv; charset=utf-8",
              out -> exports.csv(kind, text, key -> words.getOrDefault(key, key), out));
      var cards =
          link(kind + ".vcf", "text/vcard; charset=utf-8", out -> exports.vCards(kind, text, out));
      var menu = new MenuBar();
      menu.addThemeNames("icon");
      menu.addClassName("hs-moremenu");
      var root = menu.addItem(Icons.of("download"));
      root.setAriaLabel(getTranslation("exchange.export"));
      root.getSubMenu().addItem(getTranslation("exchange.export.csv"), _ -> click(csv));
      root.getSubMenu().addItem(getTranslation("exchange.export.vcard"), _ -> click(cards));
      add(menu, csv, cards);
    }
    var create = new Button(getTranslation("directory.new"), Icons.of("plus"));
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickListener(_ -> go(kind, "new"));
    add(create);
  }

  private static void go(String kind, String page) {
    UI.getCurrent().navigate(RecordAddress.list(kind) + "/" + page);
  }

  private static Anchor link(String fileName, String type, Writing writing) {
    var link = new Anchor();
    link.setHref(
        (DownloadHandler)
            (DownloadEvent event) -> {
              event.setFileName(fileName);
              event.setContentType(type);
              try (OutputStream out = event.getOutputStream()) {
                writing.to(out);
              }
            },
        AttachmentType.DOWNLOAD);
    link.getElement().setAttribute("hidden", true);
    return link;
  }

  private static void click(Anchor link) {
    link.getElement().executeJs("this.click()");
  }
}
