/** Files of contacts and accounts: read, imported, written. */
@NullMarked
package dev.hookswitch.directory.exchange;

import org.jspecify.annotations.NullMarked;
