/**
 * Around every page: main layout, texts, push, shared pieces of the user interface. Front door:
 * {@code MainLayout}, {@code Texts}, {@code UiMailbox}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"security", "mailbox"})
package dev.hookswitch.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
