package dev.hookswitch.calls;

import dev.hookswitch.security.UserId;

/** The tasks of a user were changed; the database has it already. */
public record TasksChanged(UserId owner) {}
