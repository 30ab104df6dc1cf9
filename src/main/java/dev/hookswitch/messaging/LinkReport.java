package dev.hookswitch.messaging;

import dev.hookswitch.messaging.PbxLink.LinkState;

/**
 * How a link does and what it carries.
 *
 * @param name as the settings name it
 * @param kind of the phone system, lower case
 * @param lines that are open on it
 * @param events that it has told its lines since the start
 * @param eventsPerSecond over the last ten seconds
 */
public record LinkReport(
    String name, String kind, LinkState state, int lines, long events, double eventsPerSecond) {}
