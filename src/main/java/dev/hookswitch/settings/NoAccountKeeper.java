package dev.hookswitch.settings;

/** The acting administrator has no line with which the server could be asked. */
public class NoAccountKeeper extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoAccountKeeper() {
    super("no line of the administrator on the same server");
  }
}
