/** Loopback sockets of the simulated servers, with the troubles that a test wants of them. */
@NullMarked
package dev.hookswitch.simulators.wire;

import org.jspecify.annotations.NullMarked;
