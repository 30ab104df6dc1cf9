package dev.hookswitch.messaging;

import dev.hookswitch.phone.Loss;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong on a link.
 *
 * @param at when it did so last
 * @param line its number; empty when several lines had the same trouble one after the other
 * @param loss why the line was lost; null when it goes on
 * @param detail in the words of the phone system; may be empty
 * @param times in a row
 */
public record LinkTrouble(
    Instant at, String link, String line, @Nullable Loss loss, String detail, int times) {}
