package dev.hookswitch.connectors.emulator;

import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Calls from outside by HTTP, for scripts and trainers: {@code POST /api/emulator/calls} with
 * {@code {"to": "101", "from": "+15550100", "name": "Marta", "behaviour": "hangs-up", "seconds":
 * 10}}, and {@code POST /api/emulator/call-centre/calls} with the same, without {@code to}. Answers
 * 202 when it rings, 409 with the reason when it does not, 400 with field and expectation when the
 * request is unusable.
 */
@RestController
@ConditionalOnProperty(EmulatorPhoneSystem.ENABLED)
@PreAuthorize("hasRole('ADMINISTRATOR')")
class EmulatorEndpoint {
  /** Long enough for any demonstration. */
  private static final int MAX_SECONDS = 3600;

  private static final int MAX_NAME = 250;

  private final EmulatorControl control;

  EmulatorEndpoint(EmulatorControl control) {
    this.control = control;
  }

  /**
   * @param to the number of an emulated line
   * @param from empty or missing when the caller withholds the number
   * @param name may be missing
   * @param behaviour {@code waits} when missing, else {@code gives-up} or {@code hangs-up}
   * @param seconds after which the caller gives up or hangs up
   */
  record CallRequest(
      @Nullable String to,
      @Nullable String from,
      @Nullable String name,
      @Nullable String behaviour,
      @Nullable Integer seconds) {}

  /** Why a call from outside does not ring; the reason is an {@link Outcome.Reason}. */
  record NotRinging(String reason, String detail) {}

  @PostMapping("/api/emulator/calls")
  public ResponseEntity<Object> call(@RequestBody CallRequest request) {
    PhoneNumber to = number("to", request.to());
    return answer(control.call(to, caller(request), behaviour(request)));
  }

  /** The same for the call centre; what the request says in {@code to} does not count. */
  @PostMapping("/api/emulator/call-centre/calls")
  public ResponseEntity<Object> callCallCentre(@RequestBody CallRequest request) {
    return answer(control.callCallCentre(caller(request), behaviour(request)));
  }

  private static Party caller(CallRequest request) {
    PhoneNumber from =
        request.from() == null || request.from().isBlank()
            ? PhoneNumber.WITHHELD
            : number("from", request.from());
    String name = request.name() == null ? "" : request.name();
    if (name.length() > MAX_NAME) {
      throw new Unusable("name", "at most " + MAX_NAME + " characters");
    }
    return new Party(from, name);
  }

  private static ResponseEntity<Object> answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> ResponseEntity.accepted().build();
      case Outcome.Refused(var reason, var detail) ->
          ResponseEntity.status(HttpStatus.CONFLICT).body(new NotRinging(reason.name(), detail));
      case Outcome.Unsupported(var missing) ->
          ResponseEntity.status(HttpStatus.CONFLICT)
              .body(new NotRinging("UNSUPPORTED", missing.toString()));
    };
  }

  private static PhoneNumber number(String field, @Nullable String text) {
    return PhoneNumber.typed(text == null ? "" : text)
        .orElseThrow(() -> new Unusable(field, "a number of digits, + * #"));
  }

  private static Behaviour behaviour(CallRequest request) {
    return switch (request.behaviour()) {
      case null -> new Behaviour.Waits();
      case "waits" -> new Behaviour.Waits();
      case "gives-up" -> new Behaviour.GivesUp(after(request.seconds()));
      case "hangs-up" -> new Behaviour.HangsUp(after(request.seconds()));
      default -> throw new Unusable("behaviour", "waits, gives-up or hangs-up");
    };
  }

  private static Duration after(@Nullable Integer seconds) {
    if (seconds == null || seconds < 0 || seconds > MAX_SECONDS) {
      throw new Unusable("seconds", "a whole number from 0 to " + MAX_SECONDS);
    }
    return Duration.ofSeconds(seconds);
  }

  @ExceptionHandler
  public ProblemDetail unusable(Unusable e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
    problem.setProperty("field", e.field);
    problem.setProperty("expected", e.expected);
    return problem;
  }

  @ExceptionHandler
  public ProblemDetail unreadable(HttpMessageNotReadableException e) {
    return unusable(
        new Unusable(
            "body",
            "a JSON object with the texts to, from, name, behaviour and the number seconds"));
  }

  /** A field of a request that cannot be used. */
  private static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String expected;

    Unusable(String field, String expected) {
      super(field + " (expected: " + expected + ")");
      this.field = field;
      this.expected = expected;
    }
  }
}
