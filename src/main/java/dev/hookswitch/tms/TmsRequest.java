package dev.hookswitch.tms;

/**
 * A frame of a client.
 *
 * @param id the published {@code commandUId}, which answers repeat; empty when there is none
 * @param library the published {@code libraryInstanceUId}; empty before one is loaded
 * @param connection the published {@code connectionUId}; empty before one is open
 */
public record TmsRequest(String id, String library, String connection, TmsCommand command) {}
