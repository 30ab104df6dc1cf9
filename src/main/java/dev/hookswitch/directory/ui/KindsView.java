package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.hookswitch.directory.DirectoryRefused;
import dev.hookswitch.directory.DirectoryRefused.Field;
import dev.hookswitch.directory.Kinds;
import dev.hookswitch.directory.RecordKind;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of records; an administrator's own can be added, changed and deleted. */
@Route(value = "records/kinds", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class KindsView extends Div implements HasDynamicTitle {
  private static final List<String> ICONS =
      List.of(
          "folder",
          "briefcase",
          "file-text",
          "flag",
          "handshake",
          "package",
          "star",
          "tag",
          "truck",
          "wrench");

  private final Kinds kinds;
  private final UnorderedList list = new UnorderedList();

  KindsView(Kinds kinds) {
    this.kinds = kinds;
    addClassName("hs-page");
    var link =
        new Anchor("records", Icons.of("arrow-left"), new Span(getTranslation("nav.records")));
    link.getElement().setAttribute("router-link", true);
    var crumb = new Nav(link);
    crumb.addClassName("hs-crumb");
    crumb.setAriaLabel(getTranslation("directory.crumb"));
    var create = new Button(getTranslation("kinds.new"), Icons.of("plus"));
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickListener(_ -> new KindDialog(null).open());
    var space = new Span();
    space.addClassName("hs-grow");
    var head = new Header(new H1(getPageTitle()), space, create);
    head.addClassName("hs-head");
    list.addClassName("hs-linklist");
    add(crumb, head, list);
    show();
  }

  @Override
  public String getPageTitle() {
    return getTranslation("kinds.title");
  }

  private void show() {
    list.removeAll();
    for (RecordKind kind : kinds.all()) {
      list.add(item(kind));
    }
  }

  private Component item(RecordKind kind) {
    var second = new Span(kind.code());
    second.addClassName("hs-second");
    var text = new Div(new Span(kind.many(this::getTranslation)), second);
    text.addClassName("hs-row-text");
    var item = new ListItem(Icons.of(kind.icon()), text);
    if (kind.isOwn()) {
      String word = kind.many(this::getTranslation);
      item.add(
          button("pencil", getTranslation("kinds.edit", word), () -> new KindDialog(kind).open()),
          button("trash-2", getTranslation("kinds.delete", word), () -> delete(kind)));
    }
    return item;
  }

  private void delete(RecordKind kind) {
    try {
      kinds.delete(kind.code());
      show();
    } catch (DirectoryRefused refused) {
      Say.shortly(this, refused.problems().getFirst().reason().textKey());
    }
  }

  private static Button button(String icon, String label, Runnable act) {
    var button = new Button(Icons.of(icon), _ -> act.run());
    button.addThemeVariants(ButtonVariant.TERTIARY);
    button.addThemeNames("icon");
    button.setAriaLabel(label);
    button.setTooltipText(label);
    return button;
  }

  private final class KindDialog extends Dialog {
    private final TextField name = new TextField();
    private final TextField plural = new TextField();
    private final TextField code = new TextField();
    private final Select<String> icon = new Select<>();
    private final boolean known;

    /**
     * @param kind null for a new one
     */
    KindDialog(@Nullable RecordKind kind) {
      known = kind != null;
      setHeaderTitle(KindsView.this.getTranslation(known ? "kinds.change" : "kinds.new"));
      setWidth("26rem");
      name.setLabel(getTranslation("kinds.name"));
      name.setAutofocus(true);
      plural.setLabel(getTranslation("kinds.plural"));
      code.setLabel(getTranslation("kinds.code"));
      code.setHelperText(getTranslation("kinds.code.hint"));
      code.setReadOnly(known);
      icon.setLabel(getTranslation("kinds.icon"));
      icon.setItems(ICONS);
      icon.setRenderer(new ComponentRenderer<>(KindsView::picture));
      icon.setItemLabelGenerator(one -> one);
      icon.setValue(kind == null ? ICONS.getFirst() : kind.icon());
      if (kind != null) {
        name.setValue(kind.one(this::getTranslation));
        plural.setValue(kind.many(this::getTranslation));
        code.setValue(kind.code());
      }
      var fields = new Div(name, plural, code, icon);
      fields.addClassName("hs-two");
      add(fields);
      var cancel = new Button(getTranslation("directory.cancel"), _ -> close());
      cancel.addThemeVariants(ButtonVariant.TERTIARY);
      var save = new Button(getTranslation("directory.save"), _ -> save());
      save.addThemeVariants(ButtonVariant.PRIMARY);
      getFooter().add(cancel, save);
    }

    private void save() {
      Map<Field, HasValidationProperties> fields =
          Map.of(Field.NAME, name, Field.PLURAL, plural, Field.KIND, code);
      fields.values().forEach(field -> field.setInvalid(false));
      var kind =
          new RecordKind(code.getValue(), name.getValue(), plural.getValue(), icon.getValue());
      try {
        if (known) {
          kinds.update(kind);
        } else {
          kinds.create(kind);
        }
        close();
        show();
      } catch (DirectoryRefused refused) {
        refused
            .problems()
            .forEach(problem -> {
              HasValidationProperties field = fields.getOrDefault(problem.field(), code);
              field.setErrorMessage(getTranslation(problem.reason().textKey()));
              field.setInvalid(true);
            });
      }
    }
  }

  private static Component picture(String icon) {
    var picture = new Span(Icons.of(icon), new Span(icon));
    picture.addClassName("hs-inline");
    return picture;
  }
}
