package dev.hookswitch.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that may be behind a number.
 *
 * @param typed the number of the record, as it was typed
 * @param type null for an employee's line
 * @param outOfDate whether somebody marked that number as no longer in use
 * @param lastTalk when somebody last spoke with this record; null when nobody did, or when it was
 *     not asked because there is no other match
 */
public record Match(
    RecordSummary record,
    String typed,
    @Nullable NumberType type,
    Rule rule,
    boolean outOfDate,
    @Nullable Instant lastTalk) {}
