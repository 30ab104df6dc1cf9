package dev.hookswitch.calls;

import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call is about a record. It is known who or which rule said so; of the two at least one is
 * there.
 *
 * @param madeBy who linked them; null when a rule alone did
 * @param rule null when a person chose this very record
 */
public record CallLink(
    UUID call,
    RecordSummary record,
    @Nullable UserId madeBy,
    @Nullable LinkRule rule,
    Instant madeAt) {}
