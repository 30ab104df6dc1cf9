package dev.hookswitch.calls.store;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.ActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent.AgentStateChanged;
import dev.hookswitch.phone.CtiEvent.CallCentreStateChanged;
import dev.hookswitch.phone.CtiEvent.CallChange;
import dev.hookswitch.phone.CtiEvent.CallInfoChanged;
import dev.hookswitch.phone.CtiEvent.CallSaved;
import dev.hookswitch.phone.CtiEvent.CurrentCallChanged;
import dev.hookswitch.phone.CtiEvent.Disconnected;
import dev.hookswitch.phone.CtiEvent.DtmfEntered;
import dev.hookswitch.phone.CtiEvent.Initialized;
import dev.hookswitch.phone.CtiEvent.LineStateChanged;
import dev.hookswitch.phone.CtiEvent.RawMessage;
import dev.hookswitch.phone.CtiEvent.WebRtcDestroyed;
import dev.hookswitch.phone.CtiEvent.WebRtcStarted;
import dev.hookswitch.phone.CtiEvent.WebRtcVideoStarted;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Party;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the journal keeps of an event. Each field is named here one by one, so that nothing gets in
 * unseen: no SDP, no credentials of ICE servers, no parameters of lines. Of digits only the count
 * stays, for people type card numbers and PINs.
 */
final class JournalPayload {
  private static final JsonMapper JSON = JsonMapper.shared();

  private JournalPayload() {}

  /**
   * @return JSON; empty for an event that is not journalled: raw messages, because everything in
   *     them that counts comes as an event, and the rest is the peer's
   */
  static Optional<String> of(CtiEvent event) {
    return switch (event) {
      case RawMessage _ -> Optional.empty();
      case Initialized _ -> json(fields());
      case Disconnected lost ->
          json(fields().with("why", lost.why()).with("detail", lost.detail()));
      case CtiEvent.Error error ->
          json(
              fields()
                  .with("type", error.type())
                  .with("data", error.data())
                  .with("source", error.source()));
      case LineStateChanged changed ->
          json(
              fields()
                  .with("callId", changed.callId())
                  .with("features", names(changed.features())));
      case AgentStateChanged changed ->
          json(
              fields()
                  .with("code", changed.state().code())
                  .with("reason", changed.state().reason()));
      case ActiveCallSnapshot snapshot ->
          json(
              fields()
                  .with(
                      "activeCalls", snapshot.activeCalls().stream().map(c -> call(c).map).toList())
                  .with("currentCall", snapshot.currentCall()));
      case CallSaved saved ->
          json(fields().with("callId", saved.callId()).with("databaseUId", saved.databaseUId()));
      case CurrentCallChanged changed -> json(fields().with("callId", changed.callId()));
      case CallCentreStateChanged changed ->
          json(fields().with("active", changed.state() == CallCentre.IN));
      case DtmfEntered tones ->
          json(
              fields()
                  .with("callId", tones.callId())
                  .with("origin", tones.origin())
                  .with("count", tones.digits().length()));
      case WebRtcStarted media ->
          json(fields().with("callId", media.callId()).with("session", media.session()));
      case WebRtcVideoStarted media ->
          json(fields().with("callId", media.callId()).with("session", media.session()));
      case WebRtcDestroyed media ->
          json(fields().with("callId", media.callId()).with("session", media.session()));
      case CallInfoChanged changed ->
          json(
              fields().with("formerId", changed.formerId()).with("call", call(changed.call()).map));
      case CallChange change -> json(fields().with("call", call(change.call()).map));
    };
  }

  private static Fields call(Call call) {
    return fields()
        .with("id", call.id())
        .with("direction", call.direction())
        .with("state", call.state())
        .with("caller", party(call.caller()))
        .with("called", party(call.called()))
        .with("parent", call.parent())
        .with("redirectingId", call.redirecting())
        .with("redirectionId", call.redirection())
        .with("features", names(call.features()))
        .with("answeredAt", call.answeredAt())
        .with("endReason", call.endReason())
        .with("linkage", call.linkage());
  }

  private static Map<String, Object> party(Party party) {
    return fields().with("number", party.number()).with("name", party.name()).map;
  }

  private static List<String> names(Collection<Feature> features) {
    return features.stream().sorted().map(Feature::name).toList();
  }

  private static Optional<String> json(Fields fields) {
    return Optional.of(JSON.writeValueAsString(fields.map));
  }

  private static Fields fields() {
    return new Fields();
  }

  /** Named values in order; what is null or empty is left out, texts are bounded. */
  private static final class Fields {
    final Map<String, Object> map = new LinkedHashMap<>();

    Fields with(String name, @Nullable Object value) {
      switch (value) {
        case null -> {}
        case Boolean _, Number _, Collection<?> _, Map<?, ?> _ -> map.put(name, value);
        default -> {
          String text = CallRows.cut(value.toString());
          if (!text.isEmpty()) {
            map.put(name, text);
          }
        }
      }
      return this;
    }
  }
}
