package dev.hookswitch.hub;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param linger how long a user's lines stay open after the last page has closed
 */
@ConfigurationProperties("hookswitch.hub")
record HubProperties(@DefaultValue("60s") Duration linger) {}
