package dev.hookswitch.connectors.played;

import dev.hookswitch.wire.WireJson;
import tools.jackson.databind.node.ObjectNode;

/** Well-formed messages of the two servers, so that scripts can name them with three letters. */
final class PlayedFrames {
  private static final String ACCOUNT = PlayedLine.NUMBER + "@" + PlayedLine.DOMAIN;

  private PlayedFrames() {}

  /** An event of a leg of the line's user (webitel.md §5); empty when the letter means none. */
  static String event(char letter, String leg, String call) {
    String name =
        switch (letter) {
          case 'c', 'o', 'x' -> "CHANNEL_CREATE";
          case 'a' -> "CHANNEL_ANSWER";
          case 'b' -> "CHANNEL_BRIDGE";
          case 'h' -> "CHANNEL_HOLD";
          case 'u' -> "CHANNEL_UNHOLD";
          case 'k' -> "DTMF";
          case 's' -> "CHANNEL_CALLSTATE";
          case 'd', 'e' -> "CHANNEL_HANGUP_COMPLETE";
          default -> "";
        };
    ObjectNode frame = WireJson.object();
    frame.put("webitel-event-name", "call");
    frame.put("Event-Name", name);
    frame.put("Channel-Presence-ID", ACCOUNT);
    frame.put("Unique-ID", leg);
    frame.put("Channel-Call-UUID", call);
    frame.put("Caller-Caller-ID-Number", "380441234567");
    frame.put("Caller-Destination-Number", PlayedLine.NUMBER);
    switch (letter) {
      case 'o' -> frame.put("Caller-Logical-Direction", "inbound");
      case 'x' -> {
        frame.put("variable_w_jsclient_originate_number", "00380");
        frame.put("variable_w_jsclient_xtransfer", call);
      }
      case 'b' -> {
        frame.put("Answer-State", "answered");
        frame.put("Other-Leg-Unique-ID", "far-" + leg);
      }
      case 'k' -> frame.put("DTMF-Digit", "5");
      case 'd' -> {
        frame.put("variable_hangup_cause", "NORMAL_CLEARING");
        frame.put("variable_originating_leg_uuid", call);
      }
      case 'e' -> frame.put("variable_w_transfer_result", "confirmed");
      default -> {}
    }
    return name.isEmpty() ? "" : WireJson.text(frame);
  }

  /** A message about a dialog (verto.md §5); empty when the letter means none. */
  static String verto(char letter, String dialog) {
    String method =
        switch (letter) {
          case 'i' -> "verto.invite";
          case 'm' -> "verto.media";
          case 'a', 's' -> "verto.answer";
          case 'd' -> "verto.display";
          case 'b' -> "verto.bye";
          case 't', 'o' -> "verto.attach";
          case 'p' -> "verto.punt";
          case 'r' -> "verto.clientReady";
          default -> "";
        };
    ObjectNode frame = WireJson.object();
    frame.put("id", 7);
    frame.put("method", method);
    ObjectNode params = frame.putObject("params");
    params.put("callID", dialog);
    params.put("caller_id_number", "380441234567");
    params.put("callee_id_number", PlayedLine.NUMBER);
    params.put("display_number", "00381");
    params.put("cause", "NORMAL_CLEARING");
    params.putArray("reattached_sessions").add(dialog);
    if (letter != 'a') {
      params.put("sdp", "v=0");
    }
    if (letter == 'o') {
      params.put("display_direction", "inbound");
    }
    return method.isEmpty() ? "" : WireJson.text(frame);
  }
}
