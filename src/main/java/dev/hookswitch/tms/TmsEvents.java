package dev.hookswitch.tms;

import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.Capability;
import dev.hookswitch.phone.CtiEvent.DtmfEntered.Origin;
import dev.hookswitch.phone.ErrorType;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.tms.TmsEvent.Happening;
import dev.hookswitch.wire.WireJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes what a Messaging Service tells (creatio-cti.md §10.1, third-party.md §2.4). */
public final class TmsEvents {
  /** The object with what we say beyond the published fields. */
  static final String OURS = "hookswitch";

  private static final String CURRENT_CALL = "currentCallChanged";
  private static final String CALL_CENTRE = "callCentreStateChanged";
  private static final int NEWEST_TYPE = 18;
  private static final int MOST_CALLS = 50;

  private TmsEvents() {}

  // Writing

  public static String write(TmsNews news) {
    ObjectNode frame = WireJson.object();
    frame.put("eventType", news.event().type());
    frame.put("connectionUId", news.connection());
    frame.put("commandUId", news.causedBy());
    frame.put("content", content(news.event()));
    ours(news.event()).ifPresent(ours -> frame.set(OURS, ours));
    return WireJson.text(frame);
  }

  /** The published content: a text, which may be that of a document. */
  private static String content(TmsEvent event) {
    return switch (event) {
      case TmsEvent.LibraryInitialized e -> e.library();
      case TmsEvent.ConnectionCreated _ -> "";
      case TmsEvent.Failed e -> WireJson.text(failure(e));
      case TmsEvent.CommandInfo e -> e.result();
      case TmsEvent.OfCall e -> WireJson.text(TmsCalls.write(e.call()));
      case TmsEvent.ActiveCallSnapshot e -> WireJson.text(snapshot(e));
      case TmsEvent.LineStateChanged e -> WireJson.text(lineState(e));
      case TmsEvent.AgentStateChanged e -> e.state().code();
      case TmsEvent.Disconnected e -> e.code();
      case TmsEvent.RawData e -> e.text();
      case TmsEvent.DtmfEntered e -> e.digits();
      case TmsEvent.CurrentCallChanged _, TmsEvent.CallCentreStateChanged _ -> "";
    };
  }

  private static ObjectNode failure(TmsEvent.Failed failed) {
    ObjectNode error = WireJson.object();
    error.put("errorType", failed.error().ordinal());
    error.put("internalErrorCode", failed.code());
    error.put("data", failed.data());
    error.put("source", failed.source());
    return error;
  }

  private static ObjectNode snapshot(TmsEvent.ActiveCallSnapshot snapshot) {
    ObjectNode written = WireJson.object();
    ArrayNode calls = written.putArray("ActiveCalls");
    for (TmsCall call : snapshot.calls()) {
      calls.add(TmsCalls.write(call));
      if (call.id().equals(snapshot.current())) {
        written.set("CurrentCall", TmsCalls.write(call));
      }
    }
    return written;
  }

  private static ObjectNode lineState(TmsEvent.LineStateChanged changed) {
    ObjectNode state = WireJson.object();
    state.put("callFeaturesSet", TmsFields.mask(changed.features()));
    if (changed.call() != null) {
      state.put("callId", changed.call().value());
    }
    return state;
  }

  private static Optional<ObjectNode> ours(TmsEvent event) {
    ObjectNode ours = WireJson.object();
    switch (event) {
      case TmsEvent.ConnectionCreated(var capabilities) ->
          capabilities.ifPresent(can -> {
            ours.put("callCapabilities", TmsFields.mask(can.call()));
            ours.put("agentCapabilities", TmsFields.mask(can.agent()));
          });
      case TmsEvent.Failed failed -> {
        failed.loss().ifPresent(loss -> ours.put("loss", loss.name()));
        failed.outcome().ifPresent(outcome -> put(ours, outcome));
      }
      case TmsEvent.OfCall changed ->
          changed.formerId().ifPresent(former -> ours.put("formerCallId", former.value()));
      case TmsEvent.AgentStateChanged(AgentState state) ->
          TmsFields.put(ours, "reason", state.reason());
      case TmsEvent.Disconnected(_, var loss) ->
          loss.ifPresent(why -> ours.put("loss", why.name()));
      case TmsEvent.DtmfEntered entered -> {
        entered.call().ifPresent(call -> ours.put("callId", call.value()));
        ours.put("origin", entered.origin().name());
      }
      case TmsEvent.CurrentCallChanged(CallId call) ->
          ours.put("event", CURRENT_CALL).put("callId", call.value());
      case TmsEvent.CallCentreStateChanged(CallCentre state) ->
          ours.put("event", CALL_CENTRE).put("state", state.name());
      case TmsEvent.LibraryInitialized _,
          TmsEvent.CommandInfo _,
          TmsEvent.ActiveCallSnapshot _,
          TmsEvent.LineStateChanged _,
          TmsEvent.RawData _ -> {}
    }
    return ours.isEmpty() ? Optional.empty() : Optional.of(ours);
  }

  private static void put(ObjectNode ours, Outcome outcome) {
    switch (outcome) {
      case Outcome.Refused(var reason, String detail) ->
          ours.put("reason", reason.name()).put("detail", detail);
      case Outcome.Unsupported(Capability missing) -> ours.put("missing", missing.toString());
      case Outcome.Accepted _ -> {}
    }
  }

  // Reading

  /** Events that say nothing to a client, such as type 0 of the original, are nonsense, too. */
  public static TmsRead<TmsNews> read(String text) {
    Optional<ObjectNode> frame = WireJson.object(text);
    if (frame.isEmpty()) {
      return new TmsRead.Nonsense<>("no JSON object", "");
    }
    String id = "";
    try {
      id = TmsFields.text(frame.get(), "commandUId", TmsFields.LONGEST_ID);
      return new TmsRead.Understood<>(
          new TmsNews(
              TmsFields.text(frame.get(), "connectionUId", TmsFields.LONGEST_ID),
              id,
              event(frame.get())));
    } catch (TmsRead.Unusable e) {
      return new TmsRead.Nonsense<>(e.place(), id);
    }
  }

  private static TmsEvent event(ObjectNode frame) {
    OptionalInt type = TmsFields.smallNumber(frame, "eventType");
    if (type.isEmpty() || type.getAsInt() < 0 || type.getAsInt() > NEWEST_TYPE) {
      throw new TmsRead.Unusable("eventType (expected: 0 to " + NEWEST_TYPE + ")");
    }
    JsonNode ours = frame.get(OURS);
    Optional<Happening> ofCall = Happening.of(type.getAsInt());
    if (ofCall.isPresent()) {
      return new TmsEvent.OfCall(
          ofCall.get(),
          TmsCalls.read(document(frame)),
          TmsFields.optionalCallId(ours, "formerCallId"));
    }
    return switch (type.getAsInt()) {
      case 1 ->
          new TmsEvent.LibraryInitialized(TmsFields.text(frame, "content", TmsFields.LONGEST_ID));
      case 2 -> new TmsEvent.ConnectionCreated(capabilities(ours));
      case 3 -> failed(frame, ours);
      case 4 -> new TmsEvent.CommandInfo(TmsFields.words(frame, "content"));
      case 10 -> snapshot(frame);
      case 11 -> lineState(document(frame));
      case 12 ->
          new TmsEvent.AgentStateChanged(
              new AgentState(TmsFields.name(frame, "content"), TmsFields.name(ours, "reason")));
      case 14 ->
          new TmsEvent.Disconnected(
              TmsFields.words(frame, "content"), TmsFields.constant(ours, "loss", Loss.class));
      case 16 -> new TmsEvent.RawData(TmsFields.words(frame, "content"));
      case 18 ->
          new TmsEvent.DtmfEntered(
              TmsFields.name(frame, "content"),
              TmsFields.optionalCallId(ours, "callId"),
              TmsFields.constant(ours, "origin", Origin.class).orElse(Origin.SENT));
      default -> unpublished(ours);
    };
  }

  private static TmsEvent unpublished(@Nullable JsonNode ours) {
    return switch (WireJson.text(ours, "event")) {
      case CURRENT_CALL -> new TmsEvent.CurrentCallChanged(TmsFields.callId(ours, "callId"));
      case CALL_CENTRE ->
          new TmsEvent.CallCentreStateChanged(
              TmsFields.constant(ours, "state", CallCentre.class)
                  .orElseThrow(() -> new TmsRead.Unusable("state (expected: IN or OUT)")));
      default -> throw new TmsRead.Unusable("eventType 0: it says nothing");
    };
  }

  private static ObjectNode document(ObjectNode frame) {
    return TmsFields.document(frame, "content")
        .orElseThrow(() -> new TmsRead.Unusable("content: no document"));
  }

  private static Optional<Capabilities> capabilities(@Nullable JsonNode ours) {
    OptionalInt call = TmsFields.smallNumber(ours, "callCapabilities");
    OptionalInt agent = TmsFields.smallNumber(ours, "agentCapabilities");
    return call.isEmpty() || agent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Capabilities(
                TmsFields.features(call.getAsInt(), Feature.class),
                TmsFields.features(agent.getAsInt(), AgentFeature.class)));
  }

  private static TmsEvent failed(ObjectNode frame, @Nullable JsonNode ours) {
    ObjectNode error = document(frame);
    int type = TmsFields.smallNumber(error, "errorType").orElse(0);
    ErrorType[] types = ErrorType.values();
    return new TmsEvent.Failed(
        type >= 0 && type < types.length ? types[type] : ErrorType.GENERAL,
        TmsFields.name(error, "internalErrorCode"),
        TmsFields.words(error, "data"),
        TmsFields.name(error, "source"),
        outcome(ours),
        TmsFields.constant(ours, "loss", Loss.class));
  }

  private static Optional<Outcome> outcome(@Nullable JsonNode ours) {
    String missing = WireJson.text(ours, "missing");
    if (!missing.isEmpty()) {
      return Stream.<Capability>concat(
              Arrays.stream(Feature.values()), Arrays.stream(AgentFeature.values()))
          .filter(capability -> capability.toString().equals(missing))
          .findFirst()
          .map(Outcome.Unsupported::new);
    }
    return TmsFields.constant(ours, "reason", Outcome.Reason.class)
        .map(reason -> Outcome.refused(reason, TmsFields.words(ours, "detail")));
  }

  private static TmsEvent snapshot(ObjectNode frame) {
    ObjectNode snapshot = document(frame);
    List<TmsCall> calls = new ArrayList<>();
    snapshot
        .path("ActiveCalls")
        .valueStream()
        .limit(MOST_CALLS)
        .filter(ObjectNode.class::isInstance)
        .forEach(call -> calls.add(TmsCalls.read((ObjectNode) call)));
    CallId current =
        TmsFields.document(snapshot, "CurrentCall")
            .flatMap(call -> TmsFields.optionalCallId(call, "id"))
            .orElse(null);
    return new TmsEvent.ActiveCallSnapshot(calls, current);
  }

  private static TmsEvent lineState(ObjectNode state) {
    OptionalInt features = TmsFields.smallNumber(state, "callFeaturesSet");
    if (features.isEmpty()) {
      throw new TmsRead.Unusable("callFeaturesSet: no number");
    }
    return new TmsEvent.LineStateChanged(
        TmsFields.features(features.getAsInt(), Feature.class),
        TmsFields.optionalCallId(state, "callId").orElse(null));
  }
}
