package dev.hookswitch.panel;

import dev.hookswitch.hub.CtiHubs.Presence;
import dev.hookswitch.phone.PhoneNumber;

/** Somebody who can be called by name. */
public record Colleague(String name, PhoneNumber number, Presence presence) {}
