package dev.hookswitch.simulators.webitel;

import dev.hookswitch.simulators.freeswitch.Subscriber;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The users of a domain and what they say of themselves (webitel.md §3, §8, §9). */
final class AccountCommands {
  private static final Answer DENIED = new Answer.Refused("Permission denied!");

  /** {@code DND('lunch')} of the newer clients, {@code DND lunch} of the older ones. */
  private static final Pattern STATUS = Pattern.compile("([A-Z]+)(?:\\('(.*)'\\)| (.*))?");

  private final WebitelServer server;

  AccountCommands(WebitelServer server) {
    this.server = server;
  }

  void addTo(Commands commands) {
    commands.add("api account list", (caller, _) -> list(caller));
    commands.add("api account create", this::create);
    commands.add("api account change", this::change);
    commands.add("api account remove", this::remove);
  }

  /** One key whose value is a JSON text; who may not see others sees himself. */
  private Answer list(OnlineUser caller) {
    boolean all = Rights.may(caller.role(), "account", "r");
    ObjectNode users = JsonNodeFactory.instance.objectNode();
    server.exchange().subscribers(caller.domain()).stream()
        .filter(each -> all || each == caller.subscriber)
        .forEach(each -> users.set(each.user().number(), account(each)));
    return new Answer.Given(
        JsonNodeFactory.instance.objectNode().put("response", users.toString()));
  }

  private ObjectNode account(Subscriber subscriber) {
    SwitchUser user = subscriber.user();
    Optional<OnlineUser> online = server.online(user.account());
    ObjectNode account = JsonNodeFactory.instance.objectNode();
    account.put("name", user.name());
    account.put("role", user.role());
    account.put("agent", user.agent() ? "true" : "");
    account.put("agent.status", subscriber.agentStatus());
    account.put("state", subscriber.state());
    account.put("status", subscriber.status());
    account.put("descript", subscriber.description());
    account.put("id", user.number());
    account.put("online", online.map(each -> each.logged).orElse(false));
    account.put("cc_logged", online.map(each -> each.callCentre).orElse(false));
    account.put("domain", user.domain());
    return account;
  }

  private Answer create(OnlineUser caller, Args args) {
    if (!Rights.may(caller.role(), "account", "c")) {
      return DENIED;
    }
    String[] halves = args.text("param").split("@", 2);
    String[] login = halves[0].split(":", 2);
    if (login[0].isEmpty() || !args.has("role")) {
      return new Answer.Refused("Domain, login is require.");
    }
    boolean agent =
        args.node("attribute")
            .path("parameters")
            .valueStream()
            .anyMatch(each -> each.asString("").equals("cc-agent=true"));
    SwitchUser user =
        new SwitchUser(
            login[0],
            caller.domain(),
            login.length > 1 ? login[1] : "",
            login[0],
            args.text("role"),
            agent);
    if (server.exchange().subscriber(user.account()).isPresent()) {
      return new Answer.Refused("Number exists");
    }
    Subscriber added = server.exchange().add(user);
    server.exchange().registerDesk(added, false);
    server.tellAccount(user, "USER_CREATE");
    return new Answer.Text("+OK: User created");
  }

  private Answer change(OnlineUser caller, Args args) {
    boolean own = args.text("user").equals(caller.account());
    if (!Rights.may(caller.role(), "account", own ? "uo" : "u")) {
      return DENIED;
    }
    Optional<Subscriber> subscriber =
        server.exchange().subscriber(args.number("user") + "@" + caller.domain());
    if (subscriber.isEmpty()) {
      return new Answer.Refused("User not found");
    }
    for (String assignment : assignments(args)) {
      String[] halves = assignment.split("=", 2);
      if (halves.length < 2 || !change(subscriber.get(), halves[0], halves[1])) {
        return new Answer.Refused("Bad parameters: " + halves[0]);
      }
    }
    return new Answer.Given(account(subscriber.get()));
  }

  private static List<String> assignments(Args args) {
    JsonNode param = args.node("param");
    return param.isObject()
        ? param.path("parameters").valueStream().map(each -> each.asString("")).toList()
        : List.of(args.text("param") + "=" + args.text("value"));
  }

  private boolean change(Subscriber subscriber, String what, String value) {
    SwitchUser user = subscriber.user();
    switch (what) {
      case "password" -> server.exchange().change(subscriber, user.withPassword(value));
      case "role" -> server.exchange().change(subscriber, user.withRole(value));
      case "status" -> {
        Matcher status = STATUS.matcher(value);
        if (!status.matches()) {
          return false;
        }
        String reason = status.group(1);
        String described = status.group(2) == null ? status.group(3) : status.group(2);
        server
            .exchange()
            .setStatus(
                subscriber,
                reason.equals("ONHOOK") ? "NONE" : reason,
                described == null ? "" : described);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private Answer remove(OnlineUser caller, Args args) {
    if (!Rights.may(caller.role(), "account", "d")) {
      return DENIED;
    }
    String account = args.number("user") + "@" + caller.domain();
    if (account.equals(caller.account())) {
      return new Answer.Refused("Easy! it's YOU !!!");
    }
    Optional<Subscriber> subscriber = server.exchange().subscriber(account);
    if (subscriber.isEmpty()) {
      return new Answer.Refused("User not found");
    }
    server.tellAccount(subscriber.get().user(), "USER_DESTROY");
    server.exchange().remove(subscriber.get());
    return new Answer.Text("+OK: User removed");
  }
}
