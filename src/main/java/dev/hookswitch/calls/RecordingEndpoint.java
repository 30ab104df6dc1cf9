package dev.hookswitch.calls;

import com.fasterxml.uuid.Generators;
import dev.hookswitch.calls.Listening.Way;
import dev.hookswitch.phone.Recording;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Recordings by HTTP, for players and for copies: {@code GET /recordings/CALL?opening=UUID}, with
 * {@code &download} as a file to keep; {@code HEAD} too. Ranges as in RFC 9110 §14. 404 when there
 * is no such call, or none that the user may see; 410 when there is no recording of it, or none any
 * more; 502 when the phone system does not give it; 503 when it cannot be asked now. No answer says
 * which phone system that is.
 */
@RestController
class RecordingEndpoint {
  private static final Logger log = LoggerFactory.getLogger(RecordingEndpoint.class);

  /** All that is ever in memory of a recording. */
  private static final int CHUNK = 16 * 1024;

  private static final DateTimeFormatter FILE_NAME =
      DateTimeFormatter.ofPattern("'call-'yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC);

  private final CallRecordings recordings;
  private final CallLog calls;
  private final Duration limit;

  /**
   * @param limit how long one answer may take; a player asks for the rest by a range
   */
  RecordingEndpoint(
      CallRecordings recordings,
      CallLog calls,
      @Value("${hookswitch.calls.recording-limit:15m}") Duration limit) {
    this.recordings = recordings;
    this.calls = calls;
    this.limit = limit;
  }

  /** GET and, as Spring maps it, HEAD. */
  @GetMapping("/recordings/{call}")
  public void send(
      @PathVariable String call,
      @RequestParam Optional<UUID> opening,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    Person person = SignedIn.person();
    Way way = request.getParameterMap().containsKey("download") ? Way.DOWNLOADED : Way.PLAYED;
    Optional<UUID> id = id(call);
    if (id.isEmpty()) {
      refuse(response, HttpStatus.NOT_FOUND);
      return;
    }
    RecordingAnswer answer;
    try {
      answer =
          request.getMethod().equals("HEAD")
              ? recordings.look(person, id.get())
              : recordings.open(
                  person,
                  id.get(),
                  way,
                  opening.orElseGet(() -> Generators.timeBasedEpochGenerator().generate()));
    } catch (CallNotFound _) {
      refuse(response, HttpStatus.NOT_FOUND);
      return;
    }
    switch (answer) {
      case RecordingAnswer.Found(var recording) -> {
        try (recording) {
          if (way == Way.DOWNLOADED) {
            response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, attachment(person, id.get(), recording));
          }
          send(id.get(), recording, request, response);
        } catch (BrokenOff e) {
          if (response.isCommitted()) {
            throw e;
          }
          refuse(response, HttpStatus.SERVICE_UNAVAILABLE);
        }
      }
      case RecordingAnswer.Absent _ -> refuse(response, HttpStatus.GONE);
      case RecordingAnswer.Refused _ -> refuse(response, HttpStatus.BAD_GATEWAY);
      case RecordingAnswer.Unreachable _ -> refuse(response, HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  private void send(
      UUID call, Recording recording, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(mediaType(recording));
    OptionalLong length = recording.length();
    if (length.isEmpty()) {
      response.setHeader(HttpHeaders.ACCEPT_RANGES, "none");
      copy(call, recording, 0, Long.MAX_VALUE, request, response);
      return;
    }
    long whole = length.getAsLong();
    // A recording never changes; one that is still being completed has another length.
    String tag = "\"%s-%d\"".formatted(call, whole);
    response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    response.setHeader(HttpHeaders.ETAG, tag);
    switch (ByteRange.of(
        request.getHeader(HttpHeaders.RANGE),
        request.getHeader(HttpHeaders.IF_RANGE),
        tag,
        whole)) {
      case ByteRange.Whole _ -> {
        response.setContentLengthLong(whole);
        copy(call, recording, 0, whole, request, response);
      }
      case ByteRange.Part part -> {
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setHeader(
            HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(part.from(), part.to(), whole));
        response.setContentLengthLong(part.count());
        copy(call, recording, part.from(), part.count(), request, response);
      }
      case ByteRange.Beyond _ -> {
        response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + whole);
        refuse(response, HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
      }
    }
  }

  private void copy(
      UUID call,
      Recording recording,
      long from,
      long count,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    long start = System.nanoTime();
    byte[] chunk = new byte[CHUNK];
    long left = count;
    try (InputStream in = opened(call, recording, from, count)) {
      OutputStream out = response.getOutputStream();
      while (left > 0) {
        int read = read(call, in, chunk, (int) Math.min(CHUNK, left));
        if (read < 0) {
          break;
        }
        try {
          out.write(chunk, 0, read);
        } catch (IOException _) {
          return; // whoever listened has gone, or sought another place
        }
        left -= read;
        if (System.nanoTime() - start > limit.toNanos()) {
          throw new BrokenOff();
        }
      }
    }
    if (left > 0 && count != Long.MAX_VALUE) {
      log.warn("The recording of call {} ends {} bytes too early", call, left);
      throw new BrokenOff();
    }
  }

  private static InputStream opened(UUID call, Recording recording, long from, long count)
      throws BrokenOff {
    try {
      return recording.read(from, count);
    } catch (IOException e) {
      throw brokenOff(call, e);
    }
  }

  private static int read(UUID call, InputStream in, byte[] into, int most) throws BrokenOff {
    try {
      return in.read(into, 0, most);
    } catch (IOException e) {
      throw brokenOff(call, e);
    }
  }

  private static BrokenOff brokenOff(UUID call, IOException cause) {
    log.warn("The phone system stopped sending the recording of call {}", call, cause);
    return new BrokenOff();
  }

  /**
   * Closes the connection, which is how a client learns that an answer is not complete. Without
   * cause: its message would name the phone system's address.
   */
  private static final class BrokenOff extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenOff() {
      super("the recording could not be sent to its end");
    }
  }

  private static void refuse(HttpServletResponse response, HttpStatus status) {
    response.setContentType(null);
    response.setContentLength(0);
    response.setStatus(status.value());
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** What a peer says is no script and no page, whatever it says. */
  private static String mediaType(Recording recording) {
    String told = recording.mediaType();
    return told.matches("(?i)(audio|video)/[a-z0-9.+-]{1,60}") ? told : "application/octet-stream";
  }

  private String attachment(Person person, UUID call, Recording recording) {
    String name =
        calls
            .find(person, call)
            .map(entry -> FILE_NAME.format(entry.times().startedAt()))
            .orElse("call");
    return ContentDisposition.attachment()
        .filename(name + ending(recording.mediaType()))
        .build()
        .toString();
  }

  private static String ending(String mediaType) {
    return switch (mediaType) {
      case "audio/wav", "audio/x-wav", "audio/vnd.wave" -> ".wav";
      case "audio/mpeg", "audio/mp3" -> ".mp3";
      case "audio/ogg" -> ".ogg";
      case "audio/webm" -> ".webm";
      case "audio/mp4", "audio/x-m4a" -> ".m4a";
      default -> ".audio";
    };
  }
}
