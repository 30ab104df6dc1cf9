package dev.hookswitch.connectors.webitel;

import dev.hookswitch.line.LineCalls;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Party;
import dev.hookswitch.wire.WireJson;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/**
 * Brings the calls of a line up to date after nobody listened for a while: the server announces
 * nothing that goes on, and what was missed is lost (webitel.md §11). Nothing is told; the snapshot
 * that follows is.
 */
final class WebitelRecovery {
  private final Line line;
  private final LineCalls<WebitelCall> calls;

  /** The server did not answer: nothing can be said about any call. */
  private boolean unanswered;

  WebitelRecovery(Line line, LineCalls<WebitelCall> calls) {
    this.line = line;
    this.calls = calls;
  }

  /**
   * @return completes when all is known that the server says
   */
  CompletionStage<Void> run(WebitelClient open) {
    return open.legs()
        .thenCompose(reply -> {
          Set<String> legs = new LinkedHashSet<>(own(reply));
          calls.all().forEach(call -> legs.addAll(call.legs));
          Map<String, ChannelEvent> alive = new HashMap<>();
          CompletionStage<Void> asked = CompletableFuture.completedFuture(null);
          for (String leg : legs) {
            asked =
                asked.thenCompose(_ ->
                    open.dump(leg)
                        .thenAccept(said -> dump(said).ifPresent(e -> alive.put(leg, e))));
          }
          return asked.thenRun(() -> {
            if (!unanswered) {
              compare(alive);
            }
          });
        });
  }

  /** Of the domain's legs, one's own. */
  private Set<String> own(WebitelReply reply) {
    Set<String> legs = new LinkedHashSet<>();
    if (reply instanceof WebitelReply.Done done) {
      String number = line.number().dialled() + "@";
      done.response()
          .path("rows")
          .valueStream()
          .filter(row -> WireJson.text(row, "presence_id").startsWith(number))
          .map(row -> WireJson.text(row, "uuid"))
          .filter(leg -> !leg.isEmpty())
          .forEach(legs::add);
    }
    return legs;
  }

  private Optional<ChannelEvent> dump(WebitelReply reply) {
    unanswered |= reply instanceof WebitelReply.Unanswered;
    if (!(reply instanceof WebitelReply.Done done)) {
      return Optional.empty();
    }
    Optional<? extends JsonNode> fields =
        done.response().isObject() ? Optional.of(done.response()) : WireJson.object(done.text());
    return fields.flatMap(node -> {
      Map<String, String> texts = new HashMap<>();
      node.properties()
          .forEach(field -> {
            if (field.getValue().isValueNode()) {
              texts.put(field.getKey(), field.getValue().asString());
            }
          });
      return ChannelEvent.of(texts);
    });
  }

  private void compare(Map<String, ChannelEvent> alive) {
    for (WebitelCall call : calls.all()) {
      call.legs.retainAll(alive.keySet());
      if (call.legs.isEmpty()) {
        calls.end(call, EndReason.BROKEN_OFF);
      }
    }
    alive.forEach((leg, event) ->
        follow(
            calls.all().stream()
                .filter(call -> call.legs.contains(leg))
                .findFirst()
                .orElseGet(() -> resurface(event)),
            event));
  }

  private WebitelCall resurface(ChannelEvent event) {
    var call =
        new WebitelCall(
            event.call(),
            event.direction(),
            new Party(line.number(), line.name()),
            event.other(line.number()),
            calls.now());
    call.legs.add(event.leg());
    call.callback = !event.originate().withheld();
    calls.resurfaces(call);
    return call;
  }

  private void follow(WebitelCall call, ChannelEvent event) {
    if (!event.otherLeg().isEmpty()) {
      call.otherLeg = event.otherLeg();
    }
    switch (event.state()) {
      case "HELD" -> {
        calls.talks(call);
        calls.holds(call);
      }
      case "ACTIVE" -> {
        calls.talks(call);
        calls.resumes(call);
      }
      default -> {}
    }
  }
}
