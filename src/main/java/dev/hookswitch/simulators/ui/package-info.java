/** The page on which an administrator plays the world around the simulated Webitel. */
@NullMarked
package dev.hookswitch.simulators.ui;

import org.jspecify.annotations.NullMarked;
