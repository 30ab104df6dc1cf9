package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.directory.DirectoryRecord;
import dev.hookswitch.directory.RecordSection;
import dev.hookswitch.security.SignedIn;
import java.time.Clock;
import java.util.Optional;

/** Gives the page of every record the timeline of its calls, tasks and notes. */
@org.springframework.stereotype.Component
class TimelineSection implements RecordSection {
  private final CallDesk desk;
  private final CallNews news;
  private final Clock clock;

  TimelineSection(CallDesk desk, CallNews news, Clock clock) {
    this.desk = desk;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public Optional<Component> create(DirectoryRecord record) {
    return Optional.of(
        new Timeline(record.ref(), desk, news, clock, SignedIn.person(), UI.getCurrent()));
  }
}
