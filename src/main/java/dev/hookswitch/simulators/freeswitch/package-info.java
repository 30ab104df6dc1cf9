/**
 * A switch that behaves like FreeSWITCH as far as its clients can tell: legs, bridges, channel
 * events and their orders (webitel.md §5 and §7, verto.md §5 to §8), without media of its own.
 * Front door: {@link dev.hookswitch.simulators.freeswitch.SimulatedSwitch}.
 */
@NullMarked
package dev.hookswitch.simulators.freeswitch;

import org.jspecify.annotations.NullMarked;
