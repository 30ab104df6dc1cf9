/**
 * What a user's lines do, kept on the server: {@code CtiModel} folds the events of a line, {@code
 * CtiHub} keeps the lines of one user whatever the number of tabs. Front door: {@code CtiHubs}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"phone", "mailbox", "settings", "security"})
package dev.hookswitch.hub;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
