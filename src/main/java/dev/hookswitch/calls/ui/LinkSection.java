package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.ui.CallDesk.Story;
import dev.hookswitch.directory.RecordAddress;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.util.UUID;

/** Which records a call is about, and how that is known. */
class LinkSection extends Section {
  private final CallDesk desk;
  private final Person viewer;
  private final UUID call;
  private final CallFormat format;
  private final Deed deed;
  private final UnorderedList list = new UnorderedList();
  private final Button add;
  private final RecordSearch search;

  LinkSection(CallDesk desk, Person viewer, UUID call, UiMailbox mailbox, CallFormat format) {
    this.desk = desk;
    this.viewer = viewer;
    this.call = call;
    this.format = format;
    this.deed = new Deed(this, mailbox);
    addClassName("hs-sec");
    list.addClassName("hs-linklist");
    add = new Button(getTranslation("callp.link.add"), Icons.of("plus"), _ -> begin());
    add.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
    search = new RecordSearch(desk.directory(), mailbox);
    search.setAriaLabel(getTranslation("callp.link.add"));
    search.setWidthFull();
    search.setVisible(false);
    search.addValueChangeListener(chosen -> {
      if (chosen.isFromClient() && chosen.getValue() != null) {
        link(chosen.getValue().ref());
      }
    });
    add(new H2(getTranslation("callp.links")), list, add, search);
  }

  void show(Story story) {
    list.removeAll();
    story.links().forEach(link -> list.add(item(story, link)));
    list.setVisible(!story.links().isEmpty());
  }

  private ListItem item(Story story, CallLink link) {
    var name = new Anchor(RecordAddress.of(link.record().ref()), link.record().name());
    name.getElement().setAttribute("router-link", true);
    var how = new Span(how(story, link));
    how.addClassName("hs-second");
    var text = new Div(name, how);
    text.addClassName("hs-row-text");
    var undo = new Button(Icons.of("undo-2"), _ -> unlink(link));
    undo.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    undo.addThemeNames("icon");
    undo.setAriaLabel(getTranslation("callp.link.undo.who", link.record().name()));
    undo.setTooltipText(getTranslation("callp.link.undo"));
    String icon = story.icons().getOrDefault(link.record().ref().kind(), "user");
    return new ListItem(Icons.of(icon), text, undo);
  }

  private String how(Story story, CallLink link) {
    UserId by = link.madeBy();
    if (link.rule() != null) {
      return getTranslation("callp.link.rule", format.rule(link.rule()));
    }
    return by == null ? "" : getTranslation("callp.link.by", story.name(by));
  }

  private void begin() {
    add.setVisible(false);
    search.setVisible(true);
    search.focus();
  }

  private void link(RecordRef record) {
    search.clear();
    search.setVisible(false);
    add.setVisible(true);
    add.focus();
    deed.run(() -> desk.links().link(viewer, call, record));
  }

  private void unlink(CallLink link) {
    RecordRef record = link.record().ref();
    deed.run(
        () -> desk.links().unlink(viewer, call, record),
        () ->
            deed.say(
                getTranslation("callp.link.undone", link.record().name()),
                () -> desk.links().link(viewer, call, record)));
  }
}
