package dev.hookswitch.connectors.webitel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookswitch.line.HttpRecordings;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineDirectory;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.RecordingRef;
import dev.hookswitch.phone.Recordings;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Recordings of Webitel (webitel.md §10): found by the final id of the call, fetched by a link that
 * the event server gives to whoever is signed in there. The link carries a token, so it is kept in
 * memory alone, and only while somebody listens.
 */
@Component
final class WebitelRecordings implements Recordings {
  /** Nothing else is a link (webitel.md §10). */
  private static final Pattern HTTP = Pattern.compile("https?://");

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

  /** So long a player that seeks needs no new link; the server's tokens live a day. */
  private static final Duration LINK_KEPT = Duration.ofMinutes(2);

  private final LineDirectory lines;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webitel recordings").factory());
  private final HttpRecordings files = new HttpRecordings(timer);
  private final Cache<RecordingRef, URI> links =
      Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(LINK_KEPT).build();

  WebitelRecordings(LineDirectory lines) {
    this.lines = lines;
  }

  @Override
  public String system() {
    return WebitelCtiProvider.ID;
  }

  /** The call has its final id when it ends. Whether it was recorded only the server knows. */
  @Override
  public Optional<String> referenceTo(CallFinished finished) {
    return finished.call().answeredAt() == null
        ? Optional.empty()
        : Optional.of(finished.callId().value());
  }

  @Override
  public RecordingAnswer open(RecordingRef recording) {
    URI known = links.getIfPresent(recording);
    if (known != null) {
      RecordingAnswer answer = open(known);
      if (answer instanceof RecordingAnswer.Found) {
        return answer;
      }
      links.invalidate(recording); // its token may be worth nothing any more
    }
    return switch (link(recording)) {
      case Link.There(URI address) -> {
        RecordingAnswer answer = open(address);
        if (answer instanceof RecordingAnswer.Found) {
          links.put(recording, address);
        }
        yield answer;
      }
      case Link.No(RecordingAnswer why) -> why;
    };
  }

  private RecordingAnswer open(URI address) {
    return files.open(address, "", "audio/mpeg");
  }

  private sealed interface Link {
    record There(URI address) implements Link {
      @Override
      public String toString() {
        return "There[address with a token]";
      }
    }

    record No(RecordingAnswer why) implements Link {}
  }

  /** Signs in as the line's user for as long as the one question takes. */
  private Link link(RecordingRef recording) {
    Optional<Line> line = lines.lineOf(WebitelCtiProvider.ID, recording.number());
    if (line.isEmpty()) {
      return new Link.No(new RecordingAnswer.Refused()); // nobody is left who could ask
    }
    return WebitelErrand.run(
            WebitelParameters.of(line.get()).account(),
            timer,
            ANSWER_WITHIN,
            new Asking(recording.reference()))
        .join();
  }

  private static Link unreachable(String detail) {
    return new Link.No(new RecordingAnswer.Unreachable(detail));
  }

  private record Asking(String call) implements WebitelErrand.Task<Link> {
    @Override
    public CompletionStage<Link> run(WebitelClient client) {
      return client.recordLink(call).thenApply(Asking::link);
    }

    @Override
    public Link lost(Loss why, String detail) {
      return why == Loss.REFUSED
          ? new Link.No(new RecordingAnswer.Refused())
          : unreachable(why + " " + detail);
    }

    private static Link link(WebitelReply reply) {
      return switch (reply) {
        case WebitelReply.Done done when HTTP.matcher(done.text()).lookingAt() -> {
          try {
            var address = new URI(done.text());
            yield address.getHost() == null
                ? unreachable("the link names no host")
                : new Link.There(address);
          } catch (URISyntaxException _) {
            yield unreachable("the link is no address");
          }
        }
        // +OK: Not found.
        case WebitelReply.Done _ -> new Link.No(RecordingAnswer.ABSENT);
        case WebitelReply.Refused _ -> new Link.No(new RecordingAnswer.Refused());
        case WebitelReply.Unanswered _ -> unreachable("no answer");
      };
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
    files.close();
  }
}
