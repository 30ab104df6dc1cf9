package dev.hookswitch.messaging.clients;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What clients may do, under {@code hookswitch.messaging.clients}. A client that does more is
 * closed; others do not notice.
 *
 * @param sockets how many at once (the original: maxConnectionNumber)
 * @param messageChars longest frame of a client; a token takes most of it
 * @param burst frames at once
 * @param perSecond frames in the long run
 * @param waitingChars what may wait for a client that does not read
 * @param signInWithin from the socket to its first connection
 * @param keptFor how long a connection waits for its client after the socket broke
 */
@ConfigurationProperties("hookswitch.messaging.clients")
record TmsLimits(
    @DefaultValue("10000") int sockets,
    @DefaultValue("32000") int messageChars,
    @DefaultValue("100") int burst,
    @DefaultValue("20") int perSecond,
    @DefaultValue("1000000") int waitingChars,
    @DefaultValue("20s") Duration signInWithin,
    @DefaultValue("60s") Duration keptFor) {}
