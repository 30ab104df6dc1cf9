package dev.hookswitch.simulators;

import dev.hookswitch.simulators.freeswitch.SwitchRules;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code hookswitch.simulators.webitel}. Whether there is a simulated Webitel at all
 * is {@code hookswitch.simulators.webitel.enabled}.
 *
 * @param eventPort of the event server; 0 takes any free one, as with the others
 * @param vertoPort of the Verto server
 * @param recordingPort of the server that gives out recordings
 * @param domain of all users
 * @param bareNumbers whether Verto logins get the domain, so that a plain FreeSWITCH is played
 * @param ringFor how long a call rings before it ends as not answered
 * @param promptly how long a robot takes that acts at once
 * @param later how long a robot takes that lets one wait
 * @param users who can sign in
 */
@Validated
@ConfigurationProperties("hookswitch.simulators.webitel")
record SimulatedWebitelSettings(
    @DefaultValue("0") @Min(0) @Max(65535) int eventPort,
    @DefaultValue("0") @Min(0) @Max(65535) int vertoPort,
    @DefaultValue("0") @Min(0) @Max(65535) int recordingPort,
    @DefaultValue("crm.example.com") @NotBlank String domain,
    @DefaultValue("false") boolean bareNumbers,
    @DefaultValue("30s") @DurationMin(millis = 1) @DurationMax(minutes = 10) Duration ringFor,
    @DefaultValue("300ms") @DurationMin(millis = 1) @DurationMax(minutes = 1) Duration promptly,
    @DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(minutes = 10) Duration later,
    @DefaultValue List<@Valid User> users) {

  /**
   * A user.
   *
   * @param role {@code admin} may keep the users, {@code user} may see them
   * @param agent whether the user belongs to the call centre
   */
  record User(
      @Pattern(regexp = "\\d{1,20}") String number,
      @NotBlank String password,
      @NotBlank String name,
      @DefaultValue("user") @NotBlank String role,
      @DefaultValue("false") boolean agent) {
    @Override
    public String toString() {
      return number;
    }
  }

  SwitchRules rules() {
    SwitchRules rules = SwitchRules.USUAL.ringFor(ringFor).robots(promptly, later);
    return bareNumbers ? rules.forcedDomain(domain) : rules;
  }

  List<SwitchUser> directory() {
    return users.stream()
        .map(user ->
            new SwitchUser(
                user.number(), domain, user.password(), user.name(), user.role(), user.agent()))
        .toList();
  }

  SimulatedWebitel.Ports ports() {
    return new SimulatedWebitel.Ports(eventPort, vertoPort, recordingPort);
  }
}
