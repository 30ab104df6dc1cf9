/**
 * Calls past and present: their record, their journal, the Calls section. Front door: {@code
 * CallLog}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"phone", "hub", "directory", "shell", "security"})
package dev.hookswitch.calls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
