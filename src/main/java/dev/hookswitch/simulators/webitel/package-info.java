/**
 * The classic Webitel event server in front of the simulated switch, as webitel.md describes it.
 * Front door: {@link dev.hookswitch.simulators.webitel.WebitelServer}.
 */
@NullMarked
package dev.hookswitch.simulators.webitel;

import org.jspecify.annotations.NullMarked;
