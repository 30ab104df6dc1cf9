/**
 * Calls past and present: their record, their journal, what they were about and what is still to be
 * done, the Calls section. Front door: {@code CallLog}, {@code Links}, {@code CallNotes}, {@code
 * Tasks}, {@code MissedCalls}, {@code CallRecordings}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"phone", "hub", "directory", "shell", "security"})
package dev.hookswitch.calls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
