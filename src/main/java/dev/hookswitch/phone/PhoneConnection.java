package dev.hookswitch.phone;

import java.util.function.Function;

/**
 * One of the connections that a line needs, to be tried on its own.
 *
 * @param setting code of the setting that holds its address; empty when the line needs but one
 * @param opening signs in over it: as {@link PhoneSystem#open}
 */
public record PhoneConnection(String setting, Function<PhoneListener, PhoneSession> opening) {
  public PhoneSession open(PhoneListener listener) {
    return opening.apply(listener);
  }
}
