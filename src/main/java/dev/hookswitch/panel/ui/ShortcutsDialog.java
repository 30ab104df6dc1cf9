package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import dev.hookswitch.panel.Action;
import java.util.EnumSet;

/** The help sheet: which key does what. */
class ShortcutsDialog extends Dialog {
  ShortcutsDialog() {
    setHeaderTitle(getTranslation("help.title"));
    var list = new DescriptionList();
    list.addClassNames("hs-facts", "hs-keys-help");
    list.add(row("Alt+N", "help.field"), row("Alt+P", "help.fold"), row("Alt+H", "help.title"));
    for (Action action : EnumSet.allOf(Action.class)) {
      if (!action.shortcut().isEmpty()) {
        list.add(row(action.shortcut(), action.key()));
      }
    }
    list.add(row("Esc", "help.close"));
    add(list);
    getFooter().add(new Button(getTranslation("cmd.close"), _ -> close()));
  }

  private Div row(String keys, String key) {
    return new Div(
        new DescriptionList.Term(keys), new DescriptionList.Description(getTranslation(key)));
  }
}
