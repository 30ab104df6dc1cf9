package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.HasValidationProperties;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;

/** A form beside its list: a title, fields, what is wrong, Cancel and Save. */
abstract class SideForm extends Section {
  private static final Logger LOG = LoggerFactory.getLogger(SideForm.class);

  private final Div problems = new Div();
  private final List<HasValidationProperties> marked = new ArrayList<>();
  private final Runnable close;
  private final Button save;

  SideForm(String title, Runnable close) {
    this.close = close;
    this.save = new Button(getTranslation("admin.save"), _ -> save());
    addClassName("hs-form");
    H2 heading = new H2(title);
    Button cross = new Button(Icons.of("x"), _ -> close.run());
    cross.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    cross.addThemeNames("icon");
    cross.setAriaLabel(getTranslation("admin.close"));
    cross.setTooltipText(getTranslation("admin.close"));
    Div head = new Div(heading, cross);
    head.addClassName("hs-field-head");
    add(head);
    setAriaLabel(title);
    problems.getElement().setAttribute("role", "alert");
    problems.setVisible(false);
  }

  /** Keeps what the fields hold, or throws what {@link #save} knows how to show. */
  abstract void keep();

  /** Shows what is wrong and says whether it knew how. */
  abstract boolean show(RuntimeException refused);

  /** Problems, Cancel and Save, below what was added so far. */
  void addFoot() {
    Button cancel = new Button(getTranslation("admin.cancel"), _ -> close.run());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    save.addThemeVariants(ButtonVariant.PRIMARY);
    save.addClickShortcut(Key.ENTER).listenOn(this);
    Div foot = new Div(cancel, save);
    foot.addClassName("hs-formfoot");
    add(problems, foot);
  }

  /** Says it beside the field. */
  void mark(HasValidationProperties field, String sentence) {
    field.setErrorMessage(sentence);
    field.setInvalid(true);
    marked.add(field);
  }

  /** Says it above the buttons: for what belongs to no field. */
  void complain(String sentence) {
    problems.removeAll();
    Component icon = Icons.of("circle-alert");
    Div note = new Div(icon, new Span(sentence));
    note.addClassNames("hs-note-card", "hs-bad");
    problems.add(note);
    problems.setVisible(true);
  }

  /** Nothing is wrong any more, as far as the form knows. */
  void forgive() {
    marked.forEach(field -> field.setInvalid(false));
    marked.clear();
    problems.removeAll();
    problems.setVisible(false);
  }

  private void save() {
    forgive();
    try {
      keep();
    } catch (OptimisticLockingFailureException e) {
      complain(getTranslation("admin.changed"));
    } catch (RuntimeException e) {
      if (!show(e)) {
        throw e;
      }
    }
  }

  private sealed interface Kept {
    record Done() implements Kept {}

    record Failed(RuntimeException why) implements Kept {}
  }

  /**
   * Keeps beside the page's lock, for what asks a server elsewhere. Save waits meanwhile; what goes
   * wrong is shown as that of {@link #keep} is.
   */
  void keepBeside(Runnable work, Runnable then) {
    save.setEnabled(false);
    UiMailbox.of(UI.getCurrent())
        .<Kept>fetch(
            () -> {
              try {
                work.run();
                return new Kept.Done();
              } catch (RuntimeException e) {
                return new Kept.Failed(e);
              }
            },
            kept -> {
              save.setEnabled(true);
              switch (kept) {
                case Kept.Done _ -> then.run();
                case Kept.Failed(RuntimeException why) -> failed(why);
              }
            });
  }

  private void failed(RuntimeException why) {
    if (why instanceof OptimisticLockingFailureException) {
      complain(getTranslation("admin.changed"));
    } else if (!show(why)) {
      LOG.error("A form could not be kept", why);
      complain(getTranslation("admin.notKept"));
    }
  }
}
