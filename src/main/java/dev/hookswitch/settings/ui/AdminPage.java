package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.signals.Signal;
import dev.hookswitch.shell.AdminTab;
import dev.hookswitch.shell.AdminTabs;
import dev.hookswitch.shell.Icons;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the pages of the administrators have in common: title, tabs, a line of tools, a list. */
abstract class AdminPage extends Div implements HasDynamicTitle {
  /** The pages, in their order. */
  enum Job {
    USERS("admin/users", "admin.users"),
    TEAMS("admin/teams", "admin.teams"),
    LINES("admin/lines", "admin.lines"),
    WEBITEL("admin/webitel", "admin.webitel"),
    SETTINGS("admin/settings", "system.settings");

    private final String path;
    private final String key;

    Job(String path, String key) {
      this.path = path;
      this.key = key;
    }

    String path() {
      return path;
    }

    /** Its place among the pages of all features. */
    AdminTab tab() {
      return new AdminTab(path, key, 10 * (ordinal() + 1));
    }
  }

  /** As in the style sheet: below it a row has two lines. */
  private static final int NARROW = 800;

  private static final String NARROW_COLUMN = "narrow";

  private final Job job;

  AdminPage(AdminTabs tabs, Job job) {
    this.job = job;
    addClassNames("hs-page", "hs-page-list");
    tabs.addTo(this, job.path());
  }

  @Override
  public String getPageTitle() {
    return getTranslation(job.key);
  }

  static Div tools(Component... components) {
    Div tools = new Div(components);
    tools.addClassName("hs-filters");
    return tools;
  }

  static Span grow() {
    Span grow = new Span();
    grow.addClassName("hs-grow");
    return grow;
  }

  static TextField finder(String label) {
    TextField find = new TextField();
    find.addClassName("hs-find");
    find.setPlaceholder(label);
    find.setAriaLabel(label);
    find.setPrefixComponent(Icons.of("search"));
    find.setClearButtonVisible(true);
    find.setValueChangeMode(ValueChangeMode.LAZY);
    return find;
  }

  static void style(Grid<?> grid, String label) {
    grid.addClassName("hs-grid");
    grid.addThemeNames("no-border");
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setAriaLabel(label);
  }

  /** One column where there is little room, the others where there is enough. */
  static final class Fold {
    private final Grid<?> grid;
    private int windowWidth;
    private boolean besideForm;

    /**
     * @param narrow the column for little room
     */
    Fold(Grid<?> grid, Grid.Column<?> narrow) {
      this.grid = grid;
      narrow.setKey(NARROW_COLUMN);
      Signal.effect(
          grid,
          () -> {
            windowWidth = UI.getCurrent().getPage().windowSizeSignal().get().width();
            apply();
          });
    }

    void besideForm(boolean open) {
      besideForm = open;
      apply();
    }

    private void apply() {
      boolean narrow = besideForm || (windowWidth > 0 && windowWidth <= NARROW);
      grid.getColumns()
          .forEach(column -> column.setVisible(NARROW_COLUMN.equals(column.getKey()) == narrow));
    }
  }

  /** What the phone system is called, its id when the texts do not know it. */
  String systemName(String id) {
    String name = getTranslation("system." + id);
    return name.startsWith("!") ? id : name;
  }

  static void say(String sentence) {
    Notification said = Notification.show(sentence, 4000, Notification.Position.BOTTOM_START);
    said.setAssertive(false);
  }

  /** Whether a text of the row holds what was typed, in any case. */
  static boolean matches(String typed, @Nullable String... texts) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    return wanted.isEmpty()
        || Arrays.stream(texts)
            .anyMatch(text -> text != null && text.toLowerCase(Locale.ROOT).contains(wanted));
  }
}
