package dev.hookswitch.settings;

import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;

/** A line's number and whose it is. */
public record OwnedNumber(UserId owner, PhoneNumber number) {}
