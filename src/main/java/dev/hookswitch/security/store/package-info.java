@NullMarked
package dev.hookswitch.security.store;

import org.jspecify.annotations.NullMarked;
