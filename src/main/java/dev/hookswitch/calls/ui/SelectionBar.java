package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.hookswitch.calls.CallNote.Result;
import dev.hookswitch.shell.Icons;
import java.util.function.Consumer;

/** What can be done with several calls at once; it stands in place of the sum. */
class SelectionBar extends Div {
  private final Span count = new Span();

  /** What the bar asks for; each is about the calls that are chosen. */
  interface Acts {
    void link();

    void setResult(Result result);

    void markAsDone();

    void export();

    void clear();
  }

  SelectionBar(CallFormat format, Acts acts) {
    addClassNames("hs-sumrow", "hs-selbar");
    getElement().setAttribute("role", "region");
    count.getStyle().setFontWeight("600");
    count.getElement().setAttribute("role", "status");
    var clear = new Button(Icons.of("x"), _ -> acts.clear());
    clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    clear.addThemeNames("icon");
    clear.setAriaLabel(getTranslation("calls.selected.clear"));
    clear.setTooltipText(getTranslation("calls.selected.clear"));
    var space = new Span();
    space.addClassName("hs-grow");
    add(
        count,
        button("calls.act.link", "link-2", acts::link),
        results(format, acts::setResult),
        button("calls.act.done", "check", acts::markAsDone),
        button("calls.export", "download", acts::export),
        space,
        clear);
    show(0);
  }

  void show(int chosen) {
    setVisible(chosen > 0);
    count.setText(getTranslation("calls.selected", chosen));
    getElement().setAttribute("aria-label", getTranslation("calls.selected", chosen));
  }

  private Button button(String key, String icon, Runnable act) {
    var button = new Button(getTranslation(key), Icons.of(icon), _ -> act.run());
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    return button;
  }

  private Component results(CallFormat format, Consumer<Result> set) {
    var menu = new MenuBar();
    menu.addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
    MenuItem root = menu.addItem(Icons.of("circle-check"));
    root.add(new Span(getTranslation("calls.act.result")));
    for (Result result : Result.values()) {
      root.getSubMenu().addItem(format.noteResult(result), _ -> set.accept(result));
    }
    return menu;
  }
}
