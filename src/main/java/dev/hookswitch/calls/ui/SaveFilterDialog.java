package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.calls.SavedFilter.Sharing;
import dev.hookswitch.calls.SavedFilters;
import java.util.function.BiConsumer;

/** Asks under which name a view is kept, and for whom. */
class SaveFilterDialog extends Dialog {
  private final TextField name = new TextField();
  private final Checkbox share = new Checkbox();
  private final BiConsumer<String, Sharing> save;

  SaveFilterDialog(BiConsumer<String, Sharing> save) {
    this.save = save;
    setHeaderTitle(getTranslation("calls.view.save"));
    setWidth("24rem");
    name.setLabel(getTranslation("calls.view.name"));
    name.setHelperText(getTranslation("calls.view.name.hint"));
    name.setErrorMessage(getTranslation("calls.view.name.missing"));
    name.setMaxLength(SavedFilters.LONGEST_NAME);
    name.setWidthFull();
    name.addKeyPressListener(Key.ENTER, _ -> keep());
    share.setLabel(getTranslation("calls.view.share"));
    add(name, share);
    var cancel = new Button(getTranslation("calls.cancel"), _ -> close());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    var keep = new Button(getTranslation("calls.save"), _ -> keep());
    keep.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(cancel, keep);
    addOpenedChangeListener(change -> {
      if (change.isOpened()) {
        name.focus();
      }
    });
  }

  private void keep() {
    boolean named = !name.getValue().isBlank();
    name.setInvalid(!named);
    if (named) {
      close();
      save.accept(name.getValue(), share.getValue() ? Sharing.TEAM : Sharing.OWN);
    }
  }
}
