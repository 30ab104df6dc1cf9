package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.shell.UiMailbox;
import java.util.function.Consumer;

/** Asks for the record to which calls are to be linked. */
class LinkDialog extends Dialog {
  LinkDialog(Directory directory, UiMailbox mailbox, Consumer<RecordSummary> link) {
    setHeaderTitle(getTranslation("calls.act.link"));
    setWidth("26rem");
    var search = new RecordSearch(directory, mailbox);
    search.setLabel(getTranslation("calls.record"));
    search.setWidthFull();
    var go = new Button(getTranslation("calls.link.go"));
    go.addThemeVariants(ButtonVariant.PRIMARY);
    go.addClickListener(_ -> {
      RecordSummary chosen = search.getValue();
      search.setInvalid(chosen == null);
      if (chosen != null) {
        close();
        link.accept(chosen);
      }
    });
    search.setErrorMessage(getTranslation("calls.link.missing"));
    var cancel = new Button(getTranslation("calls.cancel"), _ -> close());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    add(search);
    getFooter().add(cancel, go);
    addOpenedChangeListener(change -> {
      if (change.isOpened()) {
        search.focus();
      }
    });
  }
}
