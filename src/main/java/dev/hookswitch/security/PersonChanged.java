package dev.hookswitch.security;

/** A user was created or changed. Published within the transaction that changes it. */
public record PersonChanged(UserId user) {}
