package dev.hookswitch.calls;

import java.util.UUID;

/** There is no such call, or it is none of the asker's business; nobody learns which. */
public class CallNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CallNotFound(UUID call) {
    super("call %s (expected: one that exists and that the user may see)".formatted(call));
  }
}
