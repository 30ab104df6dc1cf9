/**
 * Phone systems to try the connectors against: servers that speak the real protocols on loopback
 * ports. Off unless configured; nobody depends on them except tests. Front door: {@link
 * dev.hookswitch.simulators.SimulatedWebitel}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shell", "security"})
package dev.hookswitch.simulators;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
