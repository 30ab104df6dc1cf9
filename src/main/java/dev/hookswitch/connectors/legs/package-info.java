/**
 * Calls between the lines of one exchange, without knowing who stands behind a number: what the
 * first-party phone systems that switch calls themselves have in common. Front door: {@link
 * dev.hookswitch.connectors.legs.Exchange}.
 */
@NullMarked
package dev.hookswitch.connectors.legs;

import org.jspecify.annotations.NullMarked;
