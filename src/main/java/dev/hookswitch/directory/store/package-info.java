@NullMarked
package dev.hookswitch.directory.store;

import org.jspecify.annotations.NullMarked;
