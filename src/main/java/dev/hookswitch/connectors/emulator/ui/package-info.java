/** The page on which an administrator lets a number call an agent. */
@NullMarked
package dev.hookswitch.connectors.emulator.ui;

import org.jspecify.annotations.NullMarked;
