package dev.hookswitch.line;

import dev.hookswitch.phone.Loss;

/**
 * What a peer says until the line is signed in: whoever speaks and is never understood is somebody
 * else, such as the server of the other connection string.
 */
public final class FirstWords {
  private boolean understood;
  private boolean strange;

  /** It said something that its protocol knows. */
  public void understood() {
    understood = true;
  }

  /** It said something else. */
  public void strange() {
    strange = true;
  }

  /** The reason that counts when the sign-in comes to nothing. */
  public Loss meaning(Loss why) {
    boolean silent = why == Loss.TIMED_OUT || why == Loss.CONNECTION_LOST;
    return silent && strange && !understood ? Loss.NOT_THE_PEER : why;
  }
}
