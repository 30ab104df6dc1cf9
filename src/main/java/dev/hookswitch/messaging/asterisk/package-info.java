/**
 * Asterisk, over its manager interface (asterisk.md): the bytes become messages ({@code Ami…}), the
 * messages a picture of channels and bridges ({@code Channels}), and that picture the calls of
 * lines ({@code LineWatch}).
 */
@NullMarked
package dev.hookswitch.messaging.asterisk;

import org.jspecify.annotations.NullMarked;
