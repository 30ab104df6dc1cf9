package dev.hookswitch.shell;

public final class BrowserModule {
  public static String path() {
    return "/cti/webphone.js";
  }
}
