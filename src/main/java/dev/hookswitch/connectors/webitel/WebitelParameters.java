package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.verto.VertoAccount;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSetting.Kind;
import dev.hookswitch.phone.PhoneSetting.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a line on Webitel needs to be opened (webitel.md §14).
 *
 * @param phone where the web phone signs in; null when the user's phone stands on the desk
 * @param possible whether the web phone sends and shows pictures
 */
record WebitelParameters(WebitelAccount account, @Nullable VertoAccount phone, Media possible) {
  /** Address of the event server: {@code ws://} or {@code wss://}, any port and path. */
  static final String ADDRESS = "webitelConnectionString";

  /** Address of the Verto server of the web phone. */
  static final String PHONE_ADDRESS = "webitelWebrtcConnectionString";

  /** The second half of the account. */
  static final String DOMAIN = "webitelDomain";

  static final String PASSWORD = "password";

  /** What the account may do on the server; only asked for when it is made from here. */
  static final String ROLE = "webitelRole";

  /** {@code false} when the user's phone stands on the desk. */
  static final String WEB_PHONE = "useWebPhone";

  /** {@code true} when the web phone sends and shows pictures. */
  static final String VIDEO = "useVideo";

  static final List<PhoneSetting> SETTINGS =
      List.of(
          new PhoneSetting(ADDRESS, Kind.ADDRESS, Scope.ALL_LINES),
          new PhoneSetting(PHONE_ADDRESS, Kind.ADDRESS, Scope.ALL_LINES),
          new PhoneSetting(DOMAIN, Kind.TEXT, Scope.ALL_LINES),
          new PhoneSetting(PASSWORD, Kind.SECRET, Scope.ONE_LINE),
          new PhoneSetting(ROLE, Kind.TEXT, Scope.ONE_LINE)
              .usually("user")
              .offering("user", "admin"),
          new PhoneSetting(WEB_PHONE, Kind.FLAG, Scope.ONE_LINE).usually("true"),
          new PhoneSetting(VIDEO, Kind.FLAG, Scope.ONE_LINE).onlyWith(WEB_PHONE));

  static WebitelParameters of(Line line) {
    String account = line.number().dialled() + "@" + text(line, DOMAIN);
    String password = line.parameters().getOrDefault(PASSWORD, "");
    boolean webPhone = !text(line, WEB_PHONE).equals("false");
    boolean video = webPhone && text(line, VIDEO).equals("true");
    return new WebitelParameters(
        new WebitelAccount(text(line, ADDRESS), account, password),
        webPhone ? new VertoAccount(line.id(), text(line, PHONE_ADDRESS), account, password) : null,
        video ? Media.AUDIO_AND_VIDEO : Media.AUDIO);
  }

  /** What the account is made with on the server. */
  static String role(Line line) {
    String role = text(line, ROLE);
    return role.isEmpty() ? "user" : role;
  }

  private static String text(Line line, String parameter) {
    return line.parameters().getOrDefault(parameter, "").strip();
  }
}
