package dev.hookswitch.security;

/** What a user may do. Roles add up: a supervisor who also takes calls is an agent too. */
public enum Role {
  AGENT,
  /** Sees the calls of the teams that the user belongs to. */
  SUPERVISOR,
  /** Manages users, teams, lines and phone systems; sees all calls. */
  ADMINISTRATOR
}
