package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.hookswitch.settings.Provisioning;
import dev.hookswitch.settings.Provisioning.Changes;
import dev.hookswitch.settings.ProvisioningProblem;
import dev.hookswitch.settings.ProvisioningRefused;
import java.util.List;

/** Says what a file would change, or everything that is wrong in it, before it is applied. */
class ImportDialog extends Dialog {
  private final Provisioning provisioning;
  private final String yaml;
  private final Runnable applied;

  ImportDialog(Provisioning provisioning, String fileName, String yaml, Runnable applied) {
    this.provisioning = provisioning;
    this.yaml = yaml;
    this.applied = applied;
    setHeaderTitle(getTranslation("admin.import.title", fileName));
    setWidth("36rem");
    try {
      offer(provisioning.preview(yaml));
    } catch (ProvisioningRefused refused) {
      show(refused.problems());
    }
  }

  private void offer(Changes changes) {
    if (changes.none()) {
      add(new Paragraph(getTranslation("admin.import.nothing")));
      closeButton();
      return;
    }
    add(
        new Paragraph(
            getTranslation(
                "admin.import.changes",
                changes.newTeams(),
                changes.newUsers(),
                changes.changedUsers(),
                changes.newLines(),
                changes.changedLines(),
                changes.newOthers(),
                changes.changedOthers())));
    Button cancel = new Button(getTranslation("admin.cancel"), _ -> close());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    Button apply = new Button(getTranslation("admin.import.apply"), _ -> apply());
    apply.addThemeVariants(ButtonVariant.PRIMARY);
    apply.setDisableOnClick(true);
    getFooter().add(cancel, apply);
  }

  private void apply() {
    try {
      provisioning.apply(yaml);
      close();
      applied.run();
    } catch (ProvisioningRefused refused) {
      removeAll();
      getFooter().removeAll();
      show(refused.problems());
    }
  }

  private void show(List<ProvisioningProblem> problems) {
    Paragraph sentence = new Paragraph(getTranslation("admin.import.refused", problems.size()));
    sentence.getElement().setAttribute("role", "alert");
    UnorderedList list = new UnorderedList();
    for (ProvisioningProblem problem : problems) {
      String what = getTranslation(problem.kind().textKey(), problem.arguments().toArray());
      list.add(
          new ListItem(
              getTranslation(
                  "admin.import.problem", Integer.toString(problem.line()), problem.path(), what)));
    }
    add(sentence, list);
    closeButton();
  }

  private void closeButton() {
    getFooter().add(new Button(getTranslation("admin.close"), _ -> close()));
  }
}
