package dev.hookswitch.security;

/** A team was deleted. Published within the transaction that deletes it. */
public record TeamsChanged() {}
