/**
 * Contacts, accounts and the other records that a call can be about, and who is behind a number.
 * Front door: {@code Directory}, {@code Identification}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"phone", "settings", "shell", "security"})
package dev.hookswitch.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
