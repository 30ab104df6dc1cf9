package dev.hookswitch.simulators.webitel;

import dev.hookswitch.simulators.freeswitch.Cause;
import dev.hookswitch.simulators.freeswitch.Leg;
import dev.hookswitch.simulators.freeswitch.SimulatedSwitch;
import dev.hookswitch.simulators.freeswitch.Subscriber;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Commands about calls, with the reply texts of FreeSWITCH (webitel.md §4). */
final class CallCommands {
  private static final String OK = "+OK\n";
  private static final String SUCCESS = "+OK Success\n";
  private static final String OPERATION_FAILED = "-ERR Operation failed\n";
  private static final String NO_SUCH_CHANNEL = "-ERR No such channel!\n";

  private final WebitelServer server;
  private final SimulatedSwitch exchange;

  CallCommands(WebitelServer server) {
    this.server = server;
    this.exchange = server.exchange();
  }

  void addTo(Commands commands) {
    commands.add("call", this::call);
    commands.add("hangup", this::hangUp);
    commands.add("hold", (_, args) -> hold(args));
    commands.add("unhold", (_, args) -> resume(args));
    commands.add("toggle_hold", (_, args) -> toggle(args));
    commands.add("dtmf", (_, args) -> tones(args));
    commands.add("transfer", this::transfer);
    commands.add("att_xfer2", this::consult);
    commands.add("att_xfer_bridge", (_, args) -> completeConsultation(args));
    commands.add("att_xfer_cancel", (_, args) -> kill(args, "channel-uuid-leg-c"));
    commands.add(
        "bridge", (_, args) -> bridge(args.text("channel_uuid_A"), args.text("channel_uuid_B")));
    commands.add("eavesdrop", this::eavesdrop);
    commands.add("displace", (_, args) -> withLeg(args, "channel-uuid", (_, _) -> SUCCESS));
    commands.add("video_refresh", (_, _) -> new Answer.Text(SUCCESS));
    commands.add("setvar", (_, args) -> withLeg(args, "channel-uuid", this::setVariable));
    commands.add("getvar", (_, args) -> withLeg(args, "channel-uuid", this::getVariable));
    commands.add("channel_dump", (_, args) -> withLeg(args, "uuid", (leg, _) -> dump(leg)));
    commands.add("show_channel", (caller, _) -> channels(caller.domain()));
    commands.add("cdr_get_record_link", this::recording);
  }

  // Making calls

  private void call(
      OnlineUser caller, Args args, EventConnection connection, Consumer<Answer> answer) {
    if (!args.has("extension")) {
      answer.accept(new Answer.BadResponse());
      return;
    }
    Map<String, String> variables = new LinkedHashMap<>();
    assignments(args.node("params"), variables);
    assignments(args.node("auto_answer_param"), variables);
    originate(caller, args.text("user"), args.text("extension"), variables, answer);
  }

  private void consult(
      OnlineUser caller, Args args, EventConnection connection, Consumer<Answer> answer) {
    if (!args.has("extension")) {
      answer.accept(new Answer.BadResponse());
      return;
    }
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("w_jsclient_xtransfer", args.text("parent_call_uuid"));
    assignments(args.node("auto_answer_param"), variables);
    originate(caller, args.text("user"), args.number("extension"), variables, answer);
  }

  private void originate(
      OnlineUser caller,
      String user,
      String extension,
      Map<String, String> variables,
      Consumer<Answer> answer) {
    String account = user.contains("@") ? user : user + "@" + caller.domain();
    Optional<Subscriber> subscriber = exchange.subscriber(account);
    if (subscriber.isEmpty()) {
      answer.accept(failed(Cause.SUBSCRIBER_ABSENT));
      return;
    }
    exchange.originate(
        subscriber.get(),
        extension,
        variables,
        new SimulatedSwitch.Originated() {
          @Override
          public void answered(Leg leg) {
            answer.accept(new Answer.Text("+OK " + leg.id() + "\n"));
          }

          @Override
          public void failed(Cause cause) {
            answer.accept(CallCommands.failed(cause));
          }
        });
  }

  private static Answer failed(Cause cause) {
    return new Answer.Text("-ERR " + cause.name() + "\n");
  }

  /** {@code name=value}, alone or in a list. */
  private static void assignments(JsonNode given, Map<String, String> variables) {
    List<JsonNode> all = given.isArray() ? given.valueStream().toList() : List.of(given);
    for (JsonNode each : all) {
      String[] halves = each.asString("").split("=", 2);
      if (halves.length == 2) {
        variables.put(halves[0], halves[1]);
      }
    }
  }

  private Answer eavesdrop(OnlineUser caller, Args args) {
    if (args.text("channel-uuid").equals("all")) {
      return new Answer.BadResponse();
    }
    return failed(Cause.NORMAL_TEMPORARY_FAILURE);
  }

  // During calls

  private Answer hangUp(OnlineUser caller, Args args) {
    if (args.has("variable") && args.has("value")) {
      leg(args, "channel-uuid")
          .ifPresent(leg -> exchange.setVariable(leg, args.text("variable"), args.text("value")));
    }
    return kill(args, "channel-uuid");
  }

  private Answer kill(Args args, String argument) {
    Optional<Leg> leg = leg(args, argument);
    if (leg.isEmpty()) {
      return new Answer.Text(NO_SUCH_CHANNEL);
    }
    exchange.hangUp(leg.get(), Cause.named(args.text("cause")).orElse(Cause.NORMAL_CLEARING));
    return new Answer.Text(OK);
  }

  /** An unknown leg is held with success (webitel.md §4). */
  private Answer hold(Args args) {
    boolean held = leg(args, "channel-uuid").map(leg -> exchange.hold(leg, true)).orElse(true);
    return new Answer.Text(held ? SUCCESS : OPERATION_FAILED);
  }

  private Answer resume(Args args) {
    boolean resumed = leg(args, "channel-uuid").map(exchange::resume).orElse(true);
    return new Answer.Text(resumed ? SUCCESS : OPERATION_FAILED);
  }

  private Answer toggle(Args args) {
    leg(args, "channel-uuid")
        .ifPresent(leg -> {
          if (!exchange.resume(leg)) {
            exchange.hold(leg, true);
          }
        });
    return new Answer.Text(SUCCESS);
  }

  private Answer tones(Args args) {
    Optional<Leg> leg = leg(args, "channel-uuid");
    if (leg.isEmpty()) {
      return new Answer.Text("-ERR Cannot locate session!\n");
    }
    String digits = args.text("digits");
    // The events follow the reply.
    exchange.thread().execute(() -> exchange.sendTones(leg.get(), digits, "APP"));
    return new Answer.Text("+OK %s received DTMF %s.\n".formatted(leg.get().id(), digits));
  }

  private void transfer(
      OnlineUser caller, Args args, EventConnection connection, Consumer<Answer> answer) {
    Optional<Leg> leg = leg(args, "channel-uuid");
    if (leg.isEmpty()) {
      answer.accept(new Answer.Text(NO_SUCH_CHANNEL));
      return;
    }
    answer.accept(new Answer.Text(OK));
    exchange.transfer(leg.get(), args.text("destination"));
  }

  private Answer completeConsultation(Args args) {
    mark(args, "confirmed");
    Answer done = bridge(args.text("channel-uuid-leg-b"), args.text("channel-uuid-leg-c"));
    if (done instanceof Answer.Text(String text) && text.startsWith("-ERR")) {
      mark(args, "error");
    }
    return done;
  }

  private void mark(Args args, String result) {
    for (String own : List.of("channel-uuid-leg-d", "channel-uuid-leg-a")) {
      leg(args, own).ifPresent(leg -> exchange.setVariable(leg, "w_transfer_result", result));
    }
  }

  private Answer bridge(String first, String second) {
    Optional<Leg> one = exchange.leg(first);
    Optional<Leg> other = exchange.leg(second);
    boolean joined = one.isPresent() && other.isPresent() && exchange.join(one.get(), other.get());
    return new Answer.Text(joined ? "+OK " + second + "\n" : "-ERR Invalid uuid\n");
  }

  private String setVariable(Leg leg, Args args) {
    exchange.setVariable(leg, args.text("variable"), args.text("value"));
    return OK;
  }

  private String getVariable(Leg leg, Args args) {
    return leg.variable(args.text("variable")).orElse("_undef_");
  }

  // Looking

  private String dump(Leg leg) {
    ObjectNode dump = JsonNodeFactory.instance.objectNode();
    exchange.dump(leg).forEach(dump::put);
    return dump.toString();
  }

  /** Legs of the domain; none leaves the list itself out (webitel.md §4). */
  private Answer channels(String domain) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    exchange.legs().stream()
        .filter(leg -> leg.domain().equals(domain))
        .forEach(leg -> rows.add(row(leg)));
    ObjectNode table = JsonNodeFactory.instance.objectNode().put("row_count", rows.size());
    if (!rows.isEmpty()) {
      table.set("rows", rows);
    }
    return new Answer.Given(table);
  }

  private static ObjectNode row(Leg leg) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("uuid", leg.id());
    row.put("direction", leg.called() ? "outbound" : "inbound");
    row.put("created_epoch", Long.toString(leg.created().getEpochSecond()));
    row.put("name", leg.name());
    row.put("state", leg.state());
    row.put("cid_name", leg.caller().name());
    row.put("cid_num", leg.caller().number());
    row.put("dest", leg.destination());
    row.put("presence_id", leg.owner().map(Subscriber::account).orElse(""));
    row.put("presence_data", leg.domain());
    row.put("callstate", leg.callState().name());
    row.put("callee_name", leg.callee().name());
    row.put("callee_num", leg.callee().number());
    row.put("call_uuid", leg.callId());
    return row;
  }

  private Answer recording(OnlineUser caller, Args args) {
    if (!Rights.may(caller.role(), "cdr", "r") && !Rights.may(caller.role(), "cdr", "ro")) {
      return new Answer.Text("-ERR: Permission denied!");
    }
    if (!args.has("uuid")) {
      return new Answer.Text("-ERR: UUID is required.");
    }
    String call = args.text("uuid");
    if (exchange.recorded(call).isEmpty()) {
      return new Answer.Text("+OK: Not found.");
    }
    Tokens.Token token = server.tokens().of(caller.account(), Instant.now());
    return new Answer.Text(server.recordings().link(call, token));
  }

  private Answer withLeg(Args args, String argument, BiFunction<Leg, Args, String> command) {
    return new Answer.Text(
        leg(args, argument).map(leg -> command.apply(leg, args)).orElse(NO_SUCH_CHANNEL));
  }

  /** Several ids joined with commas are one unknown id. */
  private Optional<Leg> leg(Args args, String argument) {
    return exchange.leg(args.text(argument));
  }
}
