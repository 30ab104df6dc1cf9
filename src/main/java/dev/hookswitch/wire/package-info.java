/**
 * Talking to phone systems over a network: connections of bounded size and time whose end always
 * has a readable reason. Front door: {@link dev.hookswitch.wire.WireSocket}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "mailbox")
package dev.hookswitch.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
