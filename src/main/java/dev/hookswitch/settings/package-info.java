/**
 * What an administrator sets up: lines, provisioning, and the pages for users, teams and lines.
 * Front door: {@code Lines}, {@code Provisioning}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"phone", "shell", "security"})
package dev.hookswitch.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
