package dev.hookswitch.panel;

/**
 * A button of a call. The names a person reads are in the message bundles; design.md §4 fixes them.
 */
public enum Action {
  ANSWER("cmd.answer", "phone", "Alt+A"),
  DECLINE("cmd.decline", "phone-off", "Alt+L"),
  END("cmd.end", "phone-off", "Alt+X"),
  HOLD("cmd.hold", "pause", "Alt+O"),
  RESUME("cmd.resume", "play", "Alt+O"),
  MUTE("cmd.mute", "mic", "Alt+M"),
  UNMUTE("cmd.unmute", "mic-off", "Alt+M"),
  KEYPAD("cmd.keypad", "grip", "Alt+K"),
  VIDEO("cmd.video", "video", "Alt+V"),
  RECORD("cmd.record", "disc", "Alt+R"),
  STOP_RECORDING("cmd.stopRecording", "circle-stop", "Alt+R"),
  SWAP("cmd.swap", "arrow-left-right", "Alt+W"),
  TRANSFER("cmd.transfer", "phone-forwarded", "Alt+G"),
  COMPLETE_TRANSFER("cmd.complete", "phone-forwarded", "Alt+Y"),
  CANCEL_TRANSFER("cmd.cancelTransfer", "undo-2", "Alt+B"),
  PARK("cmd.park", "square-parking", ""),
  FETCH("cmd.fetch", "phone", ""),
  CALL_AGAIN("cmd.again", "phone", ""),
  CLOSE("cmd.close", "x", "");

  private final String key;
  private final String icon;
  private final String shortcut;

  Action(String key, String icon, String shortcut) {
    this.key = key;
    this.icon = icon;
    this.shortcut = shortcut;
  }

  public String key() {
    return key;
  }

  public String icon() {
    return icon;
  }

  /** Empty when there is none. */
  public String shortcut() {
    return shortcut;
  }
}
