package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallRecordings;
import dev.hookswitch.calls.Listening;
import dev.hookswitch.calls.ui.CallDesk.Story;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import dev.hookswitch.shell.Icons;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The recording of a call and, for those who may know, who listened to it. Of a call that was not
 * recorded nothing is said.
 */
class RecordingSection extends Section {
  /** So many stand in one line; the rest are behind it. */
  private static final int IN_A_LINE = 3;

  private final CallFormat format;
  private final Clock clock;
  private final boolean tellsWhoListened;
  private final Div listened = new Div();
  private @Nullable RecordingPlayer player;

  RecordingSection(Person viewer, CallFormat format, Clock clock) {
    this.format = format;
    this.clock = clock;
    this.tellsWhoListened = viewer.is(Role.SUPERVISOR) || viewer.is(Role.ADMINISTRATOR);
    addClassName("hs-sec");
    listened.addClassNames("hs-second", "hs-listened");
    add(new H2(getTranslation("callp.recording")), listened);
    setVisible(false);
  }

  /** The player stays what it is while somebody listens. */
  void show(Story story) {
    CallEntry call = story.call();
    if (call.recorded() && player == null) {
      player =
          new RecordingPlayer(call.id(), call.times().talk(), RecordingPlayer.Beginning.ON_REQUEST);
      addComponentAtIndex(1, player);
      setVisible(true);
    }
    listened.removeAll();
    if (tellsWhoListened) {
      listened.add(Icons.of("headphones"), listeners(story));
    }
  }

  private Component listeners(Story story) {
    List<Listening> all = story.listenings();
    if (all.isEmpty()) {
      return new Span(getTranslation("callp.recording.unheard"));
    }
    String newest =
        all.stream()
            .limit(IN_A_LINE)
            .map(one -> words(story, one))
            .collect(Collectors.joining(", "));
    if (all.size() <= IN_A_LINE) {
      return new Span(getTranslation("callp.recording.listened", newest));
    }
    var older = new UnorderedList();
    all.stream().skip(IN_A_LINE).forEach(one -> older.add(new ListItem(words(story, one))));
    return new NativeDetails(
        getTranslation(
            all.size() == CallRecordings.MOST_LISTENINGS
                ? "callp.recording.listened.most"
                : "callp.recording.listened.more",
            newest,
            all.size() - IN_A_LINE),
        older);
  }

  private String words(Story story, Listening one) {
    return getTranslation(
        switch (one.way()) {
          case PLAYED -> "callp.recording.played";
          case DOWNLOADED -> "callp.recording.copied";
        },
        story.name(one.who()),
        format.when(one.at(), LocalDate.now(clock.withZone(format.zone()))));
  }
}
