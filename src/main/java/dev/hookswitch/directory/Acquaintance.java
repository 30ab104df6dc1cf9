package dev.hookswitch.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Knows with whom somebody spoke; the calls do. */
public interface Acquaintance {
  /**
   * @return when somebody last spoke with each; a record with whom nobody spoke is left out
   */
  Map<RecordRef, Instant> lastTalks(Collection<RecordRef> records);
}
