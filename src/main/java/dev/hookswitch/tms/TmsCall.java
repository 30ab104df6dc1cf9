package dev.hookswitch.tms;

import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call as it stands in frames.
 *
 * @param databaseUId empty unless the call's row is known
 * @param deviceId the line
 * @param redirecting who transferred the call here
 * @param redirection where it was transferred to
 * @param more what the original does not say
 */
public record TmsCall(
    CallId id,
    String databaseUId,
    String deviceId,
    PhoneNumber caller,
    PhoneNumber called,
    CallDirection direction,
    CallState state,
    @Nullable PhoneNumber redirecting,
    @Nullable PhoneNumber redirection,
    Optional<More> more) {
  /**
   * Times are told as ages: the clocks of two computers do not agree.
   *
   * @param callerName empty when there is none
   * @param calledName empty when there is none
   * @param parent the main call of a consultation
   * @param features what can be done with the call now
   * @param started so long ago it began to ring
   * @param answered so long ago the conversation began; null before
   * @param endReason null until the call is over
   * @param linkage the same text on all legs of one conversation; empty when there is none
   */
  public record More(
      String callerName,
      String calledName,
      @Nullable CallId parent,
      Set<Feature> features,
      Duration started,
      @Nullable Duration answered,
      @Nullable EndReason endReason,
      String linkage) {
    public More {
      features = Set.copyOf(features);
    }
  }
}
