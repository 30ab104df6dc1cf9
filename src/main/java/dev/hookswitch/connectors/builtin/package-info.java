/**
 * The built-in phone system: users of this server call each other, with the web phone as device.
 */
@NullMarked
package dev.hookswitch.connectors.builtin;

import org.jspecify.annotations.NullMarked;
