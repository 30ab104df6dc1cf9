package dev.hookswitch.settings;

import dev.hookswitch.phone.Line;
import dev.hookswitch.security.UserId;

/**
 * A line and whose it is.
 *
 * @param version goes back with an update; it fails when somebody else was faster
 */
public record OwnedLine(Line line, UserId owner, long version) {}
