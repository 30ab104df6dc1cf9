package dev.hookswitch.simulators;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a person, the world outside and the network do to the simulated Webitel, by HTTP. Answers
 * 202 when it is done, 409 when there is nothing to do it to, 404 for an unknown user, 400 for an
 * unusable request.
 */
@RestController
@ConditionalOnProperty(SimulatorsConfiguration.ENABLED)
@PreAuthorize("hasRole('ADMINISTRATOR')")
class SimulatedWebitelEndpoint {
  private static final Pattern NUMBER = Pattern.compile("[+\\d*#]{1,40}");
  private static final int MAX_NAME = 250;
  private static final int MAX_SECONDS = 3600;

  private final SwitchControl control;

  SimulatedWebitelEndpoint(SimulatedWebitel simulated) {
    this.control = simulated.control();
  }

  /**
   * @param seconds after which the caller gives up; missing when he waits
   */
  record CallRequest(
      @Nullable String to,
      @Nullable String from,
      @Nullable String name,
      @Nullable Integer seconds) {
    boolean usable() {
      return to != null
          && from != null
          && NUMBER.matcher(from).matches()
          && (name == null || name.length() <= MAX_NAME)
          && (seconds == null || seconds >= 0 && seconds <= MAX_SECONDS);
    }
  }

  @PostMapping("/api/simulators/webitel/calls")
  public ResponseEntity<Void> call(@RequestBody CallRequest request) {
    if (!request.usable() || request.to() == null || request.from() == null) {
      return ResponseEntity.badRequest().build();
    }
    if (!control.knows(request.to())) {
      return ResponseEntity.notFound().build();
    }
    control.callFromOutside(
        request.from(),
        request.name() == null ? request.from() : request.name(),
        request.to(),
        request.seconds() == null ? null : Duration.ofSeconds(request.seconds()));
    return ResponseEntity.accepted().build();
  }

  @PostMapping("/api/simulators/webitel/users/{number}/{deed}")
  public ResponseEntity<Void> deed(@PathVariable String number, @PathVariable String deed) {
    if (!control.knows(number)) {
      return ResponseEntity.notFound().build();
    }
    boolean done =
        switch (deed) {
          case "pick-up" -> control.pickUp(number);
          case "put-down" -> control.hangUpDesk(number);
          case "hold" -> control.holdOnDesk(number);
          case "resume" -> control.resumeOnDesk(number);
          case "far-end-hangs-up" -> control.farEndHangsUp(number);
          case "cut-sockets" -> {
            control.cut(number, SwitchControl.Sockets.BOTH);
            yield true;
          }
          default -> false;
        };
    return ResponseEntity.status(done ? HttpStatus.ACCEPTED : HttpStatus.CONFLICT).build();
  }
}
