/** Hookswitch: a CTI panel for any phone system. */
@NullMarked
package dev.hookswitch;

import org.jspecify.annotations.NullMarked;
