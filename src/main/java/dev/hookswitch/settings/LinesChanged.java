package dev.hookswitch.settings;

import dev.hookswitch.security.UserId;

/**
 * A line of the user was created, changed or deleted. Published within the transaction that changes
 * it: act on it after the commit.
 */
public record LinesChanged(UserId user) {}
