package dev.hookswitch.directory;

/**
 * A record was created, changed, given a number, or deleted. Published within the transaction: act
 * on it after the commit. An import publishes none.
 */
public record RecordChanged(RecordRef ref) {}
