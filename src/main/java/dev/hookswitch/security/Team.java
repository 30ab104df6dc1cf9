package dev.hookswitch.security;

/** People who work together: a supervisor sees the calls of everybody in the teams joined. */
public record Team(TeamId id, String name) {}
