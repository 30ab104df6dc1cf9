package dev.hookswitch.simulators.verto;

import dev.hookswitch.simulators.freeswitch.Cause;
import dev.hookswitch.simulators.freeswitch.Device;
import dev.hookswitch.simulators.freeswitch.Leg;
import dev.hookswitch.simulators.freeswitch.Party;
import dev.hookswitch.simulators.freeswitch.SimulatedSwitch;
import dev.hookswitch.simulators.freeswitch.Subscriber;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One web phone, named by its {@code sessid}. It outlives its socket for the sake of answered calls
 * (verto.md §8).
 */
final class VertoSession implements Device {
  private final String id;
  private final SimulatedSwitch exchange;
  private final FarMedia media;
  private final Map<String, String> userVariables = new HashMap<>();
  private final Map<String, Party> displayed = new HashMap<>();
  private final Set<String> endedByPhone = new HashSet<>();
  private final Set<String> notKept = new HashSet<>();
  private Subscriber subscriber;
  private @Nullable VertoConnection connection;

  VertoSession(String id, SimulatedSwitch exchange, FarMedia media, Subscriber subscriber) {
    this.id = id;
    this.exchange = exchange;
    this.media = media;
    this.subscriber = subscriber;
  }

  String id() {
    return id;
  }

  Subscriber subscriber() {
    return subscriber;
  }

  Optional<VertoConnection> connection() {
    return Optional.ofNullable(connection);
  }

  /** A socket signed in for this session; its user may be another than before. */
  void bind(VertoConnection signedIn, Subscriber as) {
    if (as != subscriber) {
      exchange.unregister(subscriber, this);
      subscriber = as;
    }
    connection = signedIn;
    exchange.register(subscriber, this);
  }

  void setUserVariables(Map<String, String> variables) {
    userVariables.clear();
    userVariables.putAll(variables);
  }

  Map<String, String> userVariables() {
    return userVariables;
  }

  List<Leg> legs() {
    return exchange.legs().stream().filter(leg -> leg.device() == this).toList();
  }

  /** Calls of this id end with the socket instead of waiting for another one. */
  void doNotKeep(String call) {
    notKept.add(call);
  }

  /** The socket is gone: what rings ends at once, what talks is kept for a time. */
  void lost() {
    connection = null;
    exchange.unregister(subscriber, this);
    for (Leg leg : legs()) {
      if (!leg.answered()) {
        exchange.hangUp(leg, Cause.DESTINATION_OUT_OF_ORDER);
      } else if (notKept.contains(leg.id())) {
        exchange.hangUp(leg, Cause.NORMAL_CLEARING);
      } else {
        exchange
            .thread()
            .after(
                exchange.rules().keepDetached(),
                () -> {
                  if (connection == null) {
                    exchange.hangUp(leg, Cause.RECOVERY_ON_TIMER_EXPIRE);
                  }
                });
      }
    }
  }

  /** Forgets everything, as a server does that starts anew. */
  void forget() {
    connection = null;
    exchange.unregister(subscriber, this);
  }

  /** Offers every kept call again; completes with their ids. */
  CompletionStage<List<String>> reattach() {
    List<Leg> kept = legs().stream().filter(Leg::answered).toList();
    CompletionStage<?> offered = CompletableFuture.completedFuture(kept);
    for (Leg leg : kept) {
      offered = offered.thenCombine(offer("verto.attach", leg), (_, _) -> kept);
    }
    return offered.thenApply(_ -> kept.stream().map(Leg::id).toList());
  }

  private CompletionStage<?> offer(String method, Leg leg) {
    return media
        .offer(leg.id())
        .thenAccept(sdp ->
            exchange
                .thread()
                .run(() -> {
                  if (!leg.ended()) {
                    offer(method, leg, sdp);
                  }
                }));
  }

  private void offer(String method, Leg leg, String sdp) {
    ObjectNode params = about(leg).put("sdp", sdp);
    parties(params, leg);
    request(method, params);
  }

  /** The phone answered an offer of the switch. */
  void described(Leg leg, String sdp) {
    media.answered(leg.id(), sdp);
  }

  /** The phone itself ends the call: it needs not be told. */
  void endedByPhone(Leg leg) {
    endedByPhone.add(leg.id());
  }

  @Override
  public Kind kind() {
    return Kind.WEB;
  }

  @Override
  public String address() {
    return "u:" + id;
  }

  @Override
  public Reaction ring(Leg leg, @Nullable String offer) {
    if (offer == null) {
      offer("verto.invite", leg);
    } else {
      offer("verto.invite", leg, offer);
    }
    return new Reaction.Rings();
  }

  @Override
  public void media(Leg leg, String sdp) {
    request("verto.media", about(leg).put("sdp", sdp));
  }

  @Override
  public void answered(Leg leg, @Nullable String sdp) {
    ObjectNode params = about(leg);
    if (sdp != null) {
      params.put("sdp", sdp);
    }
    request("verto.answer", params);
  }

  @Override
  public void bridged(Leg leg, Party other) {
    displayed.put(leg.id(), other);
    display(leg);
  }

  /** Says once more who the other party is. */
  void display(Leg leg) {
    Party other = displayed.get(leg.id());
    if (other != null) {
      ObjectNode params = Reply.object().put("callID", leg.id());
      params.put("display_name", other.name()).put("display_number", other.number());
      parties(params, leg);
      request("verto.display", params);
    }
  }

  @Override
  public void ended(Leg leg, Cause cause) {
    media.ended(leg.id());
    displayed.remove(leg.id());
    notKept.remove(leg.id());
    if (!endedByPhone.remove(leg.id())) {
      request(
          "verto.bye",
          Reply.object()
              .put("callID", leg.id())
              .put("causeCode", cause.number(exchange.rules().release()))
              .put("cause", cause.name()));
    }
  }

  private ObjectNode about(Leg leg) {
    ObjectNode params = Reply.object().put("callID", leg.id());
    if (exchange.rules().release().tellsVariables()) {
      ObjectNode variables = params.putObject("variables");
      exchange.generalFields("CHANNEL_DATA").forEach(variables::put);
      leg.variables()
          .forEach((name, value) -> {
            if (name.startsWith("verto_svar_")) {
              variables.put(name, value);
            }
          });
    }
    return params;
  }

  /** The four fields of both parties: the leg's own, which a transfer swaps (verto.md §6). */
  private static void parties(ObjectNode params, Leg leg) {
    params
        .put("caller_id_name", leg.caller().name())
        .put("caller_id_number", leg.caller().number())
        .put("callee_id_name", leg.callee().name())
        .put("callee_id_number", leg.callee().number())
        .put("display_direction", leg.called() ? "outbound" : "inbound");
    leg.variables()
        .forEach((name, value) -> {
          if (name.startsWith("verto_h_")) {
            params.put(name, value);
          }
        });
  }

  private void request(String method, ObjectNode params) {
    if (connection != null) {
      connection.request(method, params);
    }
  }
}
