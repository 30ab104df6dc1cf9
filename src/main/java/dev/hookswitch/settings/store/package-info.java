@NullMarked
package dev.hookswitch.settings.store;

import org.jspecify.annotations.NullMarked;
