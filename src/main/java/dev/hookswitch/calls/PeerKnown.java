package dev.hookswitch.calls;

import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;
import java.util.UUID;

/**
 * A call was written and the other side has this number now. Told on the hub's thread, at every
 * change of the call, so whoever hears it returns at once.
 */
public record PeerKnown(UUID call, UserId user, PhoneNumber number, Phase phase) {}
