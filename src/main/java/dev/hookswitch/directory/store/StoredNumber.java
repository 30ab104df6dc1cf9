package dev.hookswitch.directory.store;

import dev.hookswitch.directory.NumberType;
import org.jspecify.annotations.Nullable;

/**
 * A communication option in the form in which it is looked for.
 *
 * @param identity E.164, else the digits, else the address in lower case
 * @param e164 null when the country is not known, and for addresses
 * @param reversed digits from the last to the first; null for addresses
 */
public record StoredNumber(
    NumberType type,
    String typed,
    String identity,
    @Nullable String e164,
    @Nullable String reversed,
    boolean outOfDate) {}
