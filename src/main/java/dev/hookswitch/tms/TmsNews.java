package dev.hookswitch.tms;

/**
 * A frame of a Messaging Service.
 *
 * @param connection the published {@code connectionUId}; empty before one is open
 * @param causedBy the published {@code commandUId} of the command that caused it; empty for what
 *     happened by itself
 */
public record TmsNews(String connection, String causedBy, TmsEvent event) {}
