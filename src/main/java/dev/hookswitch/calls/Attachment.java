package dev.hookswitch.calls;

import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * A file of a call.
 *
 * @param name without a path
 * @param mediaType as the browser said; told, never trusted
 * @param bytes its length
 */
public record Attachment(
    UUID id,
    UUID call,
    String name,
    String mediaType,
    long bytes,
    UserId addedBy,
    Instant addedAt) {}
