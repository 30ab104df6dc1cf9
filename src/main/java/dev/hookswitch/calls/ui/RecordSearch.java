package dev.hookswitch.calls.ui;

import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.RecordChooser;
import dev.hookswitch.shell.UiMailbox;
import java.util.List;

/** Chooses a record of any kind by its name or number. */
class RecordSearch extends RecordChooser {
  private static final int MOST_CHOICES = 20;

  RecordSearch(Directory directory, UiMailbox mailbox) {
    super(mailbox, text -> directory.search(text, List.of(), MOST_CHOICES));
    setPlaceholder(getTranslation("calls.record.find"));
  }
}
