/**
 * Lines whose servers, user, page and clock do what a script says, for fuzz tests. Front door:
 * {@link dev.hookswitch.connectors.played.PlayedLine}.
 */
package dev.hookswitch.connectors.played;
