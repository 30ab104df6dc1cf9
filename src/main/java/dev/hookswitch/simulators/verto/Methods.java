package dev.hookswitch.simulators.verto;

import dev.hookswitch.simulators.freeswitch.CallState;
import dev.hookswitch.simulators.freeswitch.Cause;
import dev.hookswitch.simulators.freeswitch.Device;
import dev.hookswitch.simulators.freeswitch.Leg;
import dev.hookswitch.simulators.freeswitch.Party;
import dev.hookswitch.simulators.freeswitch.Release;
import dev.hookswitch.simulators.freeswitch.Sdp;
import dev.hookswitch.simulators.freeswitch.SimulatedSwitch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What each method of a signed-in client does (verto.md §4 to §8). */
final class Methods {
  /** How long mod_verto takes for hold and un-hold. */
  private static final Duration HOLDING = Duration.ofMillis(250);

  private final SimulatedSwitch exchange;

  Methods(SimulatedSwitch exchange) {
    this.exchange = exchange;
  }

  void run(
      String method,
      ObjectNode params,
      VertoConnection connection,
      VertoSession session,
      Consumer<Reply> answer) {
    Consumer<Reply> echoing = reply -> answer.accept(echo(params, reply));
    switch (method) {
      case "login" -> {
        ObjectNode members = Reply.object().put("message", "logged in");
        echoing.accept(new Reply.Result(members));
      }
      case "verto.invite" -> echoing.accept(invite(params, session));
      case "verto.answer" -> echoing.accept(answer(params));
      case "verto.bye" -> echoing.accept(bye(params, session));
      case "verto.modify" -> modify(params, echoing);
      case "verto.info" -> echoing.accept(info(params));
      case "verto.attach" -> echoing.accept(attach(params));
      case "verto.subscribe" -> echoing.accept(subscribe(params, connection));
      case "verto.unsubscribe" -> echoing.accept(unsubscribe(params, connection));
      case "verto.broadcast" -> echoing.accept(broadcast());
      case "verto.ping" -> echoing.accept(ping());
      default -> echoing.accept(unknown());
    }
  }

  /** Members of a JSON object that are texts or booleans. */
  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object
        .propertyStream()
        .filter(member -> member.getValue().isString() || member.getValue().isBoolean())
        .forEach(member -> texts.put(member.getKey(), member.getValue().asString()));
    return texts;
  }

  private static Reply echo(ObjectNode params, Reply reply) {
    JsonNode echo = params.path("echoParams");
    if (reply instanceof Reply.Result(ObjectNode members)
        && (echo.isObject() || echo.asBoolean(false))) {
      members.set("requestParams", echo);
    }
    return reply;
  }

  // Calls

  private Reply invite(ObjectNode params, VertoSession session) {
    JsonNode dialog = params.path("dialogParams");
    String call = dialog.path("callID").asString("");
    String sdp = params.path("sdp").asString("");
    if (!dialog.isObject()) {
      return malformed("Dialog data missing", call);
    }
    if (call.isEmpty()) {
      return malformed("CallID missing", call);
    }
    if (sdp.isEmpty()) {
      return malformed("SDP missing", call);
    }
    if (exchange.leg(call).isPresent()) {
      return new Reply.Failure(
          failed(call, Cause.DESTINATION_OUT_OF_ORDER)
              .put("message", "CALL ERROR")
              .put("code", Reply.CALL_ERROR)
              .toString());
    }
    if (dialog.has("recoverCall") && !dialog.path("recoverCall").asBoolean(true)) {
      session.doNotKeep(call);
    }
    Map<String, String> variables = new LinkedHashMap<>(session.userVariables());
    texts(dialog.path("userVariables"))
        .forEach((name, value) -> variables.put("verto_dvar_" + name, value));
    String number = dialog.path("destination_number").asString("");
    exchange.dial(
        session,
        session.subscriber(),
        call,
        party(dialog, "caller_id"),
        party(dialog, "remote_caller_id"),
        number.isEmpty() ? "service" : number,
        sdp,
        variables);
    return new Reply.Result(Reply.object().put("message", "CALL CREATED").put("callID", call));
  }

  /** The error that has a message twice (verto.md §2). */
  private Reply malformed(String what, String call) {
    String rest = failed(call, Cause.INVALID_MSG_UNSPECIFIED).toString();
    return new Reply.Failure(
        "{\"message\":\"%s\",%s,\"message\":\"CALL ERROR\",\"code\":%d}"
            .formatted(what, rest.substring(1, rest.length() - 1), Reply.CALL_ERROR));
  }

  private ObjectNode failed(String call, Cause cause) {
    ObjectNode error = Reply.object();
    if (!call.isEmpty()) {
      error.put("callID", call);
    }
    return error.put("causeCode", cause.number(release())).put("cause", cause.name());
  }

  private static Party party(JsonNode dialog, String field) {
    return new Party(
        dialog.path(field + "_name").asString(""), dialog.path(field + "_number").asString(""));
  }

  private Reply answer(ObjectNode params) {
    Optional<Leg> leg = leg(params);
    if (leg.isEmpty()) {
      return noSuchCall();
    }
    String sdp = params.path("sdp").asString("");
    if (sdp.isEmpty()) {
      return Reply.failure(Reply.CALL_ERROR, "SDP missing");
    }
    Party callee = party(params.path("dialogParams"), "callee_id");
    describe(leg.get(), sdp);
    boolean answered = exchange.answer(leg.get(), sdp, callee.number().isEmpty() ? null : callee);
    return answered ? Reply.result() : Reply.failure(Reply.CALL_ERROR, "CALL ERROR");
  }

  private Reply bye(ObjectNode params, VertoSession session) {
    Optional<Leg> leg = leg(params);
    if (leg.isEmpty()) {
      return noSuchCall();
    }
    Cause cause = cause(params);
    if (leg.get().device() == session) {
      session.endedByPhone(leg.get());
    }
    exchange.hangUp(leg.get(), cause);
    return new Reply.Result(
        Reply.object()
            .put("callID", leg.get().id())
            .put("message", "CALL ENDED")
            .put("causeCode", cause.number(release()))
            .put("cause", cause.name()));
  }

  /** The name first, then the number, which may be text. */
  private Cause cause(ObjectNode params) {
    Optional<Cause> named = Cause.named(params.path("cause").asString(""));
    return named
        .or(() -> Cause.numbered(params.path("causeCode").asInt(0), release()))
        .orElse(Cause.NORMAL_CLEARING);
  }

  private void modify(ObjectNode params, Consumer<Reply> answer) {
    Optional<Leg> found = leg(params);
    String action = params.path("action").asString("");
    if (found.isEmpty()) {
      answer.accept(noSuchCall());
      return;
    }
    if (action.isEmpty()) {
      answer.accept(Reply.failure(Reply.CALL_ERROR, "action missing"));
      return;
    }
    Leg leg = found.get();
    ObjectNode done = Reply.object().put("callID", leg.id()).put("action", action);
    switch (action) {
      case "hold" -> hold(leg, done, answer);
      case "unhold" -> resume(leg, done, answer);
      case "toggleHold" -> {
        if (leg.callState() == CallState.HELD) {
          resume(leg, done, answer);
        } else {
          hold(leg, done, answer);
        }
      }
      case "transfer" -> answer.accept(transfer(leg, params, done));
      case "replace" -> answer.accept(replace(leg, params, done));
      case "updateMedia" -> answer.accept(updateMedia(leg, params, done));
      default -> answer.accept(held(leg, done));
    }
  }

  private void hold(Leg leg, ObjectNode done, Consumer<Reply> answer) {
    if (!leg.answered() || !exchange.hold(leg, false)) {
      answer.accept(held(leg, done));
      return;
    }
    exchange.thread().after(HOLDING, () -> answer.accept(held(leg, done)));
  }

  private void resume(Leg leg, ObjectNode done, Consumer<Reply> answer) {
    if (leg.callState() != CallState.HELD) {
      answer.accept(held(leg, done));
      return;
    }
    exchange
        .thread()
        .after(
            HOLDING,
            () -> {
              answer.accept(new Reply.Result(done.put("holdState", "active")));
              if (!leg.ended()) {
                exchange.resume(leg);
              }
            });
  }

  private static Reply held(Leg leg, ObjectNode done) {
    return new Reply.Result(
        done.put("holdState", leg.callState() == CallState.HELD ? "held" : "active"));
  }

  private Reply transfer(Leg leg, ObjectNode params, ObjectNode done) {
    String destination = params.path("destination").asString("");
    if (destination.isEmpty()) {
      return Reply.failure(Reply.CALL_ERROR, "destination missing");
    }
    Optional<Leg> other = leg.partner();
    if (other.isEmpty() || !exchange.transfer(other.get(), destination)) {
      return Reply.failure(Reply.CALL_ERROR, "call is not bridged");
    }
    return new Reply.Result(done.put("message", "CALL TRANSFERRED").put("holdState", "active"));
  }

  private Reply replace(Leg leg, ObjectNode params, ObjectNode done) {
    String by = params.path("replaceCallID").asString("");
    if (by.isEmpty()) {
      return Reply.failure(Reply.CALL_ERROR, "replaceCallID missing");
    }
    Optional<Leg> second = webLeg(by);
    if (second.isEmpty()) {
      return Reply.failure(Reply.CALL_ERROR, "invalid transfer leg");
    }
    return exchange.replace(leg, second.get())
        ? held(leg, done.put("message", "CALL TRANSFERRED"))
        : Reply.failure(Reply.CALL_ERROR, "transfer failed");
  }

  private static Reply updateMedia(Leg leg, ObjectNode params, ObjectNode done) {
    String sdp = params.path("sdp").asString("");
    if (sdp.isEmpty()) {
      return Reply.failure(Reply.CALL_ERROR, "SDP missing");
    }
    if (!leg.answered()) {
      return Reply.failure(Reply.CALL_ERROR, "MEDIA ERROR");
    }
    return held(leg, done.put("sdp", Sdp.answer(sdp)));
  }

  private Reply info(ObjectNode params) {
    Reply sent = new Reply.Result(Reply.object().put("message", "SENT"));
    JsonNode message = params.path("msg");
    if (message.isObject()) {
      boolean whole =
          !message.path("to").asString("").isEmpty()
              && !message.path("body").asString("").isEmpty();
      return whole
          ? sent
          : new Reply.Failure(
              Reply.object()
                  .put("message", "INVALID MESSAGE to and body params required")
                  .toString());
    }
    Optional<Leg> leg = leg(params);
    if (leg.isEmpty()) {
      return Reply.result();
    }
    String digits = params.path("dtmf").asString("");
    exchange.sendTones(leg.get(), digits, "APP");
    return sent;
  }

  private Reply attach(ObjectNode params) {
    Optional<Leg> leg = leg(params);
    if (leg.isEmpty()) {
      return noSuchCall();
    }
    if (!leg.get().answered()) {
      return Reply.failure(Reply.CALL_ERROR, "Cannot attach to a call that has not been answered.");
    }
    String sdp = params.path("sdp").asString("");
    if (sdp.isEmpty()) {
      return Reply.failure(Reply.CALL_ERROR, "SDP missing");
    }
    describe(leg.get(), sdp);
    if (leg.get().device() instanceof VertoSession owner) {
      owner.display(leg.get());
    }
    return Reply.result();
  }

  private static void describe(Leg leg, String sdp) {
    if (leg.device() instanceof VertoSession owner) {
      owner.described(leg, sdp);
    }
  }

  private Optional<Leg> leg(ObjectNode params) {
    return webLeg(params.path("dialogParams").path("callID").asString(""));
  }

  /** Whoever knows the id of a web phone's call may do with it what he likes (verto.md §7). */
  private Optional<Leg> webLeg(String id) {
    return exchange.leg(id).filter(leg -> leg.device().kind() == Device.Kind.WEB);
  }

  private static Reply noSuchCall() {
    return Reply.failure(Reply.CALL_ERROR, "CALL DOES NOT EXIST");
  }

  // Everything else

  private Reply subscribe(ObjectNode params, VertoConnection connection) {
    ObjectNode lists = Reply.object();
    for (String channel : channels(params)) {
      boolean allowed =
          channel.equals("presence")
              || channel.startsWith("presence.")
              || ownCall(connection, channel);
      if (!allowed) {
        list(lists, "unauthorizedChannels").add(channel);
      } else if (connection.channels().add(channel)) {
        list(lists, "subscribedChannels").add(channel);
      } else {
        list(lists, "alreadySubscribedChannels").add(channel);
      }
    }
    boolean some = lists.has("subscribedChannels") || lists.has("alreadySubscribedChannels");
    return some ? new Reply.Result(lists) : new Reply.Failure(lists.toString());
  }

  private static Reply unsubscribe(ObjectNode params, VertoConnection connection) {
    ObjectNode lists = Reply.object();
    for (String channel : channels(params)) {
      boolean was = connection.channels().remove(channel);
      list(lists, was ? "unsubscribedChannels" : "notSubscribedChannels").add(channel);
    }
    return lists.has("unsubscribedChannels")
        ? new Reply.Result(lists)
        : new Reply.Failure(lists.toString());
  }

  private boolean ownCall(VertoConnection connection, String channel) {
    return exchange
        .leg(channel)
        .filter(leg -> connection.session().filter(own -> own == leg.device()).isPresent())
        .isPresent();
  }

  private static List<String> channels(ObjectNode params) {
    JsonNode channels = params.path("eventChannel");
    return channels.isArray()
        ? channels.valueStream().map(each -> each.asString("")).toList()
        : List.of(channels.asString(""));
  }

  private static ArrayNode list(ObjectNode lists, String name) {
    return lists.withArray(name);
  }

  /** A refusal that is a result (verto.md §2). */
  private static Reply broadcast() {
    return new Reply.Result(
        Reply.object().put("message", "Permission Denied.").put("code", Reply.CALL_ERROR));
  }

  private Reply ping() {
    return release().pings() ? new Reply.Result(Reply.object().put("message", "PONG")) : unknown();
  }

  private static Reply unknown() {
    return Reply.failure(
        Reply.UNKNOWN_METHOD, "Invalid Method, Missing Method or Permission Denied");
  }

  private Release release() {
    return exchange.rules().release();
  }
}
