package dev.hookswitch.settings;

import java.util.Map;
import java.util.TreeMap;

/** Why none of several lines was written. */
public class LinesRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, LineRefused> byNumber;

  /**
   * @param byNumber what is wrong, by number as typed
   */
  public LinesRefused(Map<String, LineRefused> byNumber) {
    super(byNumber.keySet().toString());
    this.byNumber = new TreeMap<>(byNumber);
  }

  /** In the order of the numbers. */
  public Map<String, LineRefused> byNumber() {
    return byNumber;
  }
}
