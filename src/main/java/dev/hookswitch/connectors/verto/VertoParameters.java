package dev.hookswitch.connectors.verto;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSetting.Kind;
import dev.hookswitch.phone.PhoneSetting.Scope;
import java.util.List;

/**
 * What a line on FreeSWITCH needs to be opened.
 *
 * @param possible whether the line sends and shows pictures
 */
record VertoParameters(VertoAccount account, Media possible) {
  /** Address of the Verto socket: {@code ws://} or {@code wss://}, any port and path. */
  static final String ADDRESS = "vertoConnectionString";

  /** Where several domains are served by one profile; otherwise the number alone signs in. */
  static final String DOMAIN = "vertoDomain";

  static final String PASSWORD = "password";

  /** {@code true} when the line sends and shows pictures. */
  static final String VIDEO = "useVideo";

  static final List<PhoneSetting> SETTINGS =
      List.of(
          new PhoneSetting(ADDRESS, Kind.ADDRESS, Scope.ALL_LINES),
          new PhoneSetting(DOMAIN, Kind.TEXT, Scope.ALL_LINES),
          new PhoneSetting(PASSWORD, Kind.SECRET, Scope.ONE_LINE),
          new PhoneSetting(VIDEO, Kind.FLAG, Scope.ONE_LINE));

  static VertoParameters of(Line line) {
    String domain = line.parameters().getOrDefault(DOMAIN, "").strip();
    String number = line.number().dialled();
    return new VertoParameters(
        new VertoAccount(
            line.id(),
            line.parameters().getOrDefault(ADDRESS, ""),
            domain.isEmpty() ? number : number + "@" + domain,
            line.parameters().getOrDefault(PASSWORD, "")),
        Boolean.parseBoolean(line.parameters().get(VIDEO)) ? Media.AUDIO_AND_VIDEO : Media.AUDIO);
  }
}
