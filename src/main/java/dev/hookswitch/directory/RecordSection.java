package dev.hookswitch.directory;

import com.vaadin.flow.component.Component;

/** What another feature shows on the page of a record; each contributes its own as a bean. */
public interface RecordSection {
  /** Where it stands among the sections of the page; ascending, from top to bottom. */
  int order();

  /**
   * Made anew for each page that shows a record. Call it with the session locked; the component
   * reads what it needs by itself when it is attached.
   */
  Component create(RecordRef record);
}
