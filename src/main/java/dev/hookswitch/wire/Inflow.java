package dev.hookswitch.wire;

import java.util.Optional;

/**
 * What comes in on a socket: parts become messages of bounded size and rate. Used by one thread.
 */
public final class Inflow {
  private final int messageChars;
  private final int perSecond;
  private final RateLimit rate;
  private final StringBuilder text = new StringBuilder();

  /** The peer breaks a bound; the message says which. */
  public static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String rule) {
      super(rule);
    }

    /** For a log, and for the peer. */
    public String rule() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * @param messageChars longest message
   * @param burst messages at once
   * @param perSecond messages in the long run
   */
  public Inflow(int messageChars, int burst, int perSecond) {
    this.messageChars = messageChars;
    this.perSecond = perSecond;
    this.rate = new RateLimit(burst, perSecond, System::nanoTime);
  }

  /**
   * Takes a part.
   *
   * @return the message that it completes; empty when more is to come
   */
  public Optional<String> part(String part, boolean last) throws Broken {
    if (text.length() + part.length() > messageChars) {
      text.setLength(0);
      throw new Broken("a message of more than %d characters".formatted(messageChars));
    }
    text.append(part);
    if (!last) {
      return Optional.empty();
    }
    String message = text.toString();
    text.setLength(0);
    if (!rate.take()) {
      throw new Broken("more than %d messages a second".formatted(perSecond));
    }
    return Optional.of(message);
  }
}
