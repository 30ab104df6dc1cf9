package dev.hookswitch.calls;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Where the pages of calls are, relative to the application. */
public final class CallAddress {
  private CallAddress() {}

  /** The page of a call. */
  public static String of(UUID call) {
    return "calls/" + call;
  }

  /**
   * All calls with one party.
   *
   * @param identity see {@link CallFilter#party}
   */
  public static String ofParty(String identity) {
    return "calls?period=all&party=" + URLEncoder.encode(identity, StandardCharsets.UTF_8);
  }
}
