package dev.hookswitch.messaging.asterisk;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code hookswitch.messaging}.
 *
 * @param asterisk the Asterisks that there are, by the names of their links
 */
@Validated
@ConfigurationProperties("hookswitch.messaging")
record AsteriskSettings(@DefaultValue Map<String, @Valid Link> asterisk) {
  AsteriskSettings {
    asterisk = new LinkedHashMap<>(asterisk);
  }

  /**
   * One Asterisk and its manager account.
   *
   * @param host where the manager interface listens
   * @param tls whether it is encrypted; the certificate must be trusted and fit the host
   * @param user name in manager.conf
   * @param context what phones dial in, where calls are sent that the panel makes and transfers
   * @param technology of a line's phone that names no device: {@code PJSIP} makes {@code PJSIP/101}
   * @param contexts whether the contexts of the connector's page are in the dial plan, without
   *     which calls can neither be held nor consulted about
   * @param systemRights whether the account has the class {@code system}, without which nothing can
   *     be muted and no phone be told to answer
   * @param sipUrl where pages that are phones register, such as {@code
   *     wss://pbx.example.com:8089/ws}; empty when there are none
   * @param ringSeconds how long the agent's own phone rings when it is called first
   */
  record Link(
      @NotBlank String host,
      @DefaultValue("5038") @Min(1) @Max(65535) int port,
      @DefaultValue("false") boolean tls,
      @NotBlank String user,
      @NotBlank String secret,
      @DefaultValue("internal") @NotBlank String context,
      @DefaultValue("PJSIP") @NotBlank String technology,
      @DefaultValue("true") boolean contexts,
      @DefaultValue("false") boolean systemRights,
      @DefaultValue("")
          @Pattern(regexp = "|wss?://[^\\s?#]+", message = "expected: ws:// or wss://")
          String sipUrl,
      @DefaultValue("30") @Min(1) @Max(600) int ringSeconds,
      @DefaultValue @Valid Recordings recordings) {
    AmiAccount account() {
      return new AmiAccount(host, port, tls, user, secret);
    }

    @Override
    public String toString() {
      return account().toString();
    }
  }

  /**
   * Where recordings are handed out: ARI, as a server of files.
   *
   * @param url such as {@code http://pbx.example.com:8088/ari}; empty when none are
   */
  record Recordings(
      @DefaultValue("")
          @Pattern(regexp = "|https?://[^\\s?#]+", message = "expected: http:// or https://")
          String url,
      @DefaultValue("") String user,
      @DefaultValue("") String secret) {
    @Override
    public String toString() {
      return url;
    }
  }
}
