/**
 * A phone system without phones: scripted far ends for demonstrations, training and tests. Off
 * unless {@code hookswitch.emulator.enabled=true}. Front door: {@link
 * dev.hookswitch.connectors.emulator.EmulatorControl}.
 */
@NullMarked
package dev.hookswitch.connectors.emulator;

import org.jspecify.annotations.NullMarked;
