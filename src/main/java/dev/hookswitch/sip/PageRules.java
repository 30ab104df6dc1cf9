package dev.hookswitch.sip;

import dev.hookswitch.phone.SipAccount;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page may say to the phone system. Its phone registers, answers what comes, and hangs up;
 * calls are made, held and transferred by the server. So nobody who gets a script into the page can
 * call anybody with the phone, or have its calls go elsewhere.
 */
final class PageRules {
  /** {@code <sip:201@pbx.example.com>;tag=…}, with a name or without the brackets. */
  private static final Pattern USER = Pattern.compile("(?:^|<|\\s)sips?:([^@;>\\s]{1,128})@");

  /** A browser can be reached over its socket alone, which RFC 7118 §5.2 says by such a name. */
  private static final Pattern OWN_CONTACT =
      Pattern.compile(
          "<sips?:[A-Za-z0-9.]{1,64}+@[A-Za-z0-9]{1,64}\\.invalid(?:;transport=wss?)?(?:;ob)?>"
              + "(?:[^<>,\"]|\"<urn:uuid:[0-9A-Fa-f-]{36}>\")*+");

  /** These would lead around the phone system, or to another place. */
  private static final List<String> WAYS = List.of("route", "path");

  private PageRules() {}

  /** Why the message is refused; empty when it is not. */
  static Optional<String> broken(SipText message, SipAccount account) {
    if (!message.values("contact").stream().allMatch(PageRules::isOwnContact)) {
      return Optional.of("a contact elsewhere");
    }
    if (message.isResponse()) {
      int code = message.code();
      return code == 0 || code >= 300 && code < 400
          ? Optional.of("a response that leads elsewhere")
          : Optional.empty();
    }
    return switch (message.method()) {
      case "REGISTER" -> registers(message, account);
      case "BYE" -> Optional.empty();
      default -> Optional.of("a request of another kind");
    };
  }

  private static Optional<String> registers(SipText message, SipAccount account) {
    boolean own =
        isOf(account, message.values("to"))
            && isOf(account, message.values("from"))
            && WAYS.stream().allMatch(way -> message.values(way).isEmpty());
    return own ? Optional.empty() : Optional.of("a registration of somebody else");
  }

  private static boolean isOf(SipAccount account, List<String> addresses) {
    if (addresses.size() != 1) {
      return false;
    }
    Matcher user = USER.matcher(addresses.getFirst());
    return user.find() && user.group(1).equals(account.user()) && !user.find();
  }

  private static boolean isOwnContact(String contact) {
    return contact.equals("*") || OWN_CONTACT.matcher(contact).matches();
  }
}
