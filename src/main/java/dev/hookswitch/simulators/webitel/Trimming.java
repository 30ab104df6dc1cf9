package dev.hookswitch.simulators.webitel;

import dev.hookswitch.simulators.freeswitch.ChannelEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A channel event as the event server passes it on to the owner of the leg (webitel.md §5.1). */
final class Trimming {
  private static final List<String> KEPT =
      List.of(
          "Event-Name",
          "Channel-Presence-ID",
          "Unique-ID",
          "Channel-Call-UUID",
          "Channel-Call-State",
          "Original-Channel-Call-State",
          "Channel-State-Number",
          "Channel-State",
          "Answer-State",
          "Channel-HIT-Dialplan",
          "Call-Direction",
          "Caller-Logical-Direction",
          "variable_sip_call_id",
          "Caller-Callee-ID-Name",
          "Caller-Callee-ID-Number",
          "Caller-Caller-ID-Name",
          "Caller-Caller-ID-Number",
          "Caller-Destination-Number",
          "variable_w_jsclient_xtransfer",
          "variable_w_jsclient_originate_number",
          "variable_w_jsclient_auto_answer",
          "Call-Info",
          "Caller-Channel-Created-Time",
          "Caller-Channel-Answered-Time",
          "Caller-Channel-Hangup-Time",
          "DTMF-Digit",
          "Bridge-A-Unique-ID",
          "Bridge-B-Unique-ID",
          "variable_originating_leg_uuid",
          "variable_webitel_att_xfer",
          "variable_cc_queue",
          "variable_cc_member_session_uuid",
          "variable_w_transfer_result",
          "variable_signal_bond",
          "variable_dlr_session_id",
          "transfer_comment");

  private Trimming() {}

  static ObjectNode trim(ChannelEvent event) {
    Map<String, String> fields = event.fields();
    ObjectNode trimmed = JsonNodeFactory.instance.objectNode();
    trimmed.put("webitel-event-name", "call");
    KEPT.forEach(name -> put(trimmed, name, fields.get(name)));
    put(trimmed, "variable_w_account_origination_uuid", fields.get("variable_webitel_call_uuid"));
    put(
        trimmed,
        "Other-Leg-Unique-ID",
        fields.getOrDefault("Other-Leg-Unique-ID", fields.get("variable_originating_leg_uuid")));
    put(
        trimmed,
        "variable_hangup_cause",
        fields.getOrDefault("variable_hangup_cause", fields.get("Hangup-Cause")));
    String data = fields.get("variable_webitel_data");
    if (data != null) {
      trimmed.put("variable_webitel_data", "'" + data + "'");
    }
    trimmed.put("variable_billsec", Integer.parseInt(fields.getOrDefault("variable_billsec", "0")));
    return trimmed;
  }

  private static void put(ObjectNode event, String name, @Nullable String value) {
    if (value != null) {
      event.put(name, value);
    }
  }
}
