/**
 * Who may sign in and what they may do: users, roles, teams, sign-in, response headers. Front door:
 * {@code People}, {@code SignedIn}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.hookswitch.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
