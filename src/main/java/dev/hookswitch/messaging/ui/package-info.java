/** The page on which an administrator sees how the links and clients do. */
@NullMarked
package dev.hookswitch.messaging.ui;

import org.jspecify.annotations.NullMarked;
