package dev.hookswitch.directory;

/**
 * A number or an address of a record.
 *
 * @param typed as somebody typed it
 * @param outOfDate no longer in use, but kept: old calls came from it
 */
public record Communication(NumberType type, String typed, boolean outOfDate) {}
