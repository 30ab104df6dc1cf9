package dev.hookswitch.phone;

/**
 * Where a recording is to be found.
 *
 * @param line whose call it was; the line may be gone since
 * @param number of that line at the time of the call
 * @param reference as {@link Recordings#referenceTo} gave it
 */
public record RecordingRef(LineId line, PhoneNumber number, String reference) {}
