package dev.hookswitch.directory;

import com.vaadin.flow.component.Component;
import java.util.Optional;

/** A part of the pages of records that another feature contributes as a bean. */
public interface RecordSection {
  /** Ascending, from top to bottom. */
  int order();

  /**
   * Called with the session locked: what has to be read is read beside the lock. The section is
   * thrown away when the page shows the record anew.
   *
   * @return empty when there is nothing to show for records of that kind
   */
  Optional<Component> create(DirectoryRecord record);
}
