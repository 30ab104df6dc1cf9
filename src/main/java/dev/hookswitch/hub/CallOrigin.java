package dev.hookswitch.hub;

import java.util.UUID;

/** What a call was begun from, such as the page of a record. The hub carries it, no more. */
public record CallOrigin(String kind, UUID id) {}
