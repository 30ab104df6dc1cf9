package dev.hookswitch.directory.ui;

import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.DirectoryRecord;
import dev.hookswitch.directory.RecordChooser;
import dev.hookswitch.shell.UiMailbox;

/** Chooses a record of one kind by its name or number. */
class RecordPicker extends RecordChooser {
  private static final int MOST_CHOICES = 30;

  RecordPicker(Directory directory, String kind, UiMailbox mailbox) {
    super(
        mailbox,
        text ->
            directory.page(kind, text, null, MOST_CHOICES).stream()
                .map(DirectoryRecord::summary)
                .toList());
  }
}
