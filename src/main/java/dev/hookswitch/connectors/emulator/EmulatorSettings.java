package dev.hookswitch.connectors.emulator;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code hookswitch.emulator}. Whether there is an emulator at all is {@code
 * hookswitch.emulator.enabled}.
 *
 * @param ringFor how long a call rings before it ends as not answered
 * @param promptly how long a far end takes that acts at once
 * @param later how long a far end takes that lets one wait
 */
@Validated
@ConfigurationProperties("hookswitch.emulator")
record EmulatorSettings(
    @DefaultValue("30s") @DurationMin(millis = 1) @DurationMax(minutes = 10) Duration ringFor,
    @DefaultValue("300ms") @DurationMin(millis = 1) @DurationMax(minutes = 1) Duration promptly,
    @DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(minutes = 10) Duration later) {}
