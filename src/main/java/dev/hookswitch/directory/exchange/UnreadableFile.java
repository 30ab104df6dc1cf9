package dev.hookswitch.directory.exchange;

/** From some line on a file cannot be read at all. Nothing of it was imported. */
public class UnreadableFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long after;

  /**
   * @param after as many lines could be read
   */
  public UnreadableFile(long after, Exception cause) {
    super("not readable after line " + after, cause);
    this.after = after;
  }

  public long after() {
    return after;
  }
}
