/**
 * mod_verto in front of the simulated switch, as verto.md describes it. Front door: {@link
 * dev.hookswitch.simulators.verto.VertoServer}.
 */
@NullMarked
package dev.hookswitch.simulators.verto;

import org.jspecify.annotations.NullMarked;
