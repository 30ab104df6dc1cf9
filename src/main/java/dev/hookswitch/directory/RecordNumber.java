package dev.hookswitch.directory;

/**
 * A number of a record, with what a list says about the record.
 *
 * @param typed as somebody typed it
 */
public record RecordNumber(
    RecordSummary record, NumberType type, String typed, NumberForm form, boolean outOfDate) {}
