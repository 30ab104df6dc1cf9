package dev.hookswitch.connectors.webitel;

import dev.hookswitch.line.LineCalls;
import dev.hookswitch.line.PeerText;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Party;
import dev.hookswitch.wire.WireJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Brings the calls of a line up to date after nobody listened for a while: the server announces
 * nothing that goes on, and what was missed is lost (webitel.md §11). Nothing is told; the snapshot
 * that follows is.
 */
final class WebitelRecovery {
  /** More than anybody has at once; each of them is asked for. */
  private static final int MOST_LEGS = 20;

  private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);
  private static final Set<String> TALKING = Set.of("ACTIVE", "HELD", "UNHELD");

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
          Map<String, ChannelEvent> alive = new LinkedHashMap<>();
          CompletionStage<Void> asked = CompletableFuture.completedFuture(null);
          for (String leg : legs) {
            asked = asked.thenCompose(_ -> unanswered ? DONE : ask(open, leg, alive));
          }
          return asked.thenRun(() -> {
            if (!unanswered) {
              compare(legs, alive);
            }
          });
        });
  }

  private CompletionStage<Void> ask(
      WebitelClient open, String leg, Map<String, ChannelEvent> alive) {
    return open.dump(leg)
        .thenAccept(said ->
            dump(said)
                .filter(event -> event.leg().equals(leg) && !event.over())
                .ifPresent(event -> alive.put(leg, event)));
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
          .filter(PeerText::isId)
          .limit(MOST_LEGS)
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

  /** Calls that began while the questions were asked are known by their events. */
  private void compare(Set<String> asked, Map<String, ChannelEvent> alive) {
    for (WebitelCall call : calls.all()) {
      boolean known = call.legs.removeIf(leg -> asked.contains(leg) && !alive.containsKey(leg));
      if (known && call.legs.isEmpty()) {
        calls.end(call, EndReason.BROKEN_OFF);
      }
    }
    // A consultation names its call, which has to be there first.
    alive.values().stream()
        .sorted(Comparator.comparing(event -> !event.transfers().isEmpty()))
        .forEach(event -> {
          if (callOf(event.leg()).isEmpty() && !calls.full()) {
            resurface(event);
          }
          callOf(event.leg()).ifPresent(call -> follow(call, event));
        });
  }

  private Optional<WebitelCall> callOf(String leg) {
    return calls.all().stream().filter(call -> call.legs.contains(leg)).findFirst();
  }

  /** Several phones of the user may ring for one call. */
  private void resurface(ChannelEvent event) {
    Optional<WebitelCall> same = calls.find(event.call());
    if (same.isPresent()) {
      same.get().gains(event.leg());
      return;
    }
    Instant now = calls.now();
    var call =
        new WebitelCall(
            event.call(),
            event.direction(),
            new Party(line.number(), line.name()),
            event.other(line.number()),
            event.createdAt(now).orElse(now));
    call.legs.add(event.leg());
    call.callback = !event.originate().withheld();
    WebitelCall main = event.transfers().isEmpty() ? null : about(event.transfers());
    calls.resurfaces(call, main, talks(event) ? event.answeredAt(now).orElse(now) : null);
  }

  private @Nullable WebitelCall about(String id) {
    return calls.all().stream().filter(call -> call.isKnownAs(id)).findFirst().orElse(null);
  }

  private void follow(WebitelCall call, ChannelEvent event) {
    if (!event.otherLeg().isEmpty()) {
      call.otherLeg = event.otherLeg();
    }
    if (!talks(event)) {
      return;
    }
    Instant now = calls.now();
    calls.talks(call, event.answeredAt(now).orElse(now));
    if (event.state().equals("HELD")) {
      calls.holds(call);
    } else if (event.state().equals("ACTIVE")) {
      calls.resumes(call);
    }
  }

  /** With click-to-call the user's own phone answers before anybody else does (webitel.md §7). */
  private static boolean talks(ChannelEvent event) {
    boolean callback = !event.originate().withheld();
    return event.answered()
        && (!callback || TALKING.contains(event.state()) && !event.otherLeg().isEmpty());
  }
}
