package dev.hookswitch.directory;

/**
 * What a list or a card says about a record.
 *
 * @param second the line below the name: job and account, or the city; may be empty
 */
public record RecordSummary(RecordRef ref, String name, String second) {}
