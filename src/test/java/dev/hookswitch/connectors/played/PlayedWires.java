package dev.hookswitch.connectors.played;

import dev.hookswitch.wire.Wire;
import dev.hookswitch.wire.WireEnd;
import dev.hookswitch.wire.WireJson;
import dev.hookswitch.wire.WireSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import tools.jackson.databind.node.ObjectNode;

/**
 * Connections to two servers that say what the script says, and sign everybody in where they are
 * polite. Used on one desk.
 */
final class PlayedWires implements Wire.Opener {
  /** Address of the event server. */
  static final String EVENTS = "ws://events";

  /** Address of the Verto server. */
  static final String VERTO = "ws://verto";

  private static final int MOST_REQUESTS = 10;

  /** How far the servers go of their own accord. */
  enum Manner {
    /** They say what the script says, and nothing else. */
    SILENT,
    /** They sign in whoever comes, and know of no calls. */
    POLITE,
    /** They know of no calls, and of no leg that they are asked for. */
    FRESH
  }

  private final Map<String, PlayedWire> wires = new HashMap<>();
  private Manner manner = Manner.POLITE;

  void manner(Manner next) {
    manner = next;
  }

  @Override
  public Wire open(
      String name,
      String address,
      WireSocket.Limits limits,
      Executor desk,
      WireSocket.Listener listener) {
    var wire = new PlayedWire(address.equals(EVENTS), desk, listener);
    wires.put(address, wire);
    desk.execute(wire::opened);
    return wire;
  }

  /** The server at an address sends a text, if somebody is connected. */
  void says(String address, String text) {
    PlayedWire wire = wires.get(address);
    if (wire != null) {
      wire.says(text);
    }
  }

  /** The server answers the newest request. */
  void answers(String address, boolean done) {
    PlayedWire wire = wires.get(address);
    if (wire != null && !wire.requests.isEmpty()) {
      wire.says(wire.requests.removeFirst().reply(done));
    }
  }

  void breaks(String address) {
    PlayedWire wire = wires.get(address);
    if (wire != null) {
      wire.end(new WireEnd(WireEnd.Kind.BROKEN, "cut"));
    }
  }

  /** Id of a request, the newest first; 0 when there is none. */
  String request(String address, int back) {
    PlayedWire wire = wires.get(address);
    return wire == null
        ? "0"
        : wire.requests.stream().skip(back).findFirst().map(Request::id).orElse("0");
  }

  /**
   * @param hold whether it asks for a hold
   */
  private record Request(boolean toEvents, String id, boolean hold) {
    String reply(boolean done) {
      ObjectNode frame = WireJson.object();
      if (toEvents) {
        frame.put("exec-uuid", id);
        frame.put("exec-complete", done ? "+OK" : "-ERR");
        frame.put("exec-response", done ? "+OK Success\n" : "-ERR No such channel!\n");
      } else {
        frame.put("jsonrpc", "2.0");
        frame.put("id", Long.parseLong(id));
        if (done) {
          frame.putObject("result").put("holdState", hold ? "held" : "active");
        } else {
          frame.putObject("error").put("code", -32002).put("message", "CALL DOES NOT EXIST");
        }
      }
      return WireJson.text(frame);
    }
  }

  private final class PlayedWire implements Wire {
    private final boolean events;
    private final Executor desk;
    private final WireSocket.Listener listener;
    private final Deque<Request> requests = new ArrayDeque<>();
    private boolean over;

    PlayedWire(boolean events, Executor desk, WireSocket.Listener listener) {
      this.events = events;
      this.desk = desk;
      this.listener = listener;
    }

    void opened() {
      if (!over) {
        listener.opened();
      }
    }

    void says(String text) {
      if (!over) {
        listener.message(text);
      }
    }

    void end(WireEnd why) {
      if (!over) {
        over = true;
        desk.execute(() -> listener.ended(why));
      }
    }

    @Override
    public void send(String text) {
      ObjectNode frame = WireJson.object(text).orElseThrow();
      String what = WireJson.text(frame, events ? "exec-func" : "method");
      if (what.isEmpty()) {
        return; // a confirmation
      }
      String id = WireJson.text(frame, events ? "exec-uuid" : "id");
      boolean hold = WireJson.text(frame.path("params"), "action").equals("hold");
      requests.addFirst(new Request(events, id, hold));
      if (requests.size() > MOST_REQUESTS) {
        requests.removeLast();
      }
      String reply = greeting(id, what);
      if (!reply.isEmpty()) {
        desk.execute(() -> says(reply));
        if (!events) {
          desk.execute(() ->
              says(
                  "{\"id\":9,\"method\":\"verto.clientReady\",\"params\":{\"reattached_sessions\":[]}}"));
        }
      }
    }

    private String greeting(String id, String what) {
      if (manner == Manner.SILENT) {
        return "";
      }
      if (!events) {
        return what.equals("login") ? "{\"id\":%s,\"result\":{}}".formatted(id) : "";
      }
      String response =
          switch (what) {
            case "auth" -> "{\"login\":\"1000@crm.test\"}";
            case "login" -> "\"+OK: logged: true\"";
            case "api account list" -> "{\"response\":\"{}\"}";
            case "show_channel" -> "{\"row_count\":0}";
            case "channel_dump" -> manner == Manner.FRESH ? "\"-ERR No such channel!\"" : "";
            default -> "";
          };
      return response.isEmpty()
          ? ""
          : "{\"exec-uuid\":\"%s\",\"exec-complete\":\"+OK\",\"exec-response\":%s}"
              .formatted(id, response);
    }

    @Override
    public void close() {
      end(new WireEnd(WireEnd.Kind.CLOSED, ""));
    }
  }
}
