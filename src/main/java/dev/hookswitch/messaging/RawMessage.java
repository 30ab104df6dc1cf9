package dev.hookswitch.messaging;

import java.time.Instant;

/**
 * What a phone system said, before anybody made sense of it.
 *
 * @param text in the words of its protocol; may have several lines, holds no secret of a link
 */
public record RawMessage(Instant at, String text) {}
