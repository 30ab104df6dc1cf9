package dev.hookswitch.simulators.webitel;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The commands that the server knows (webitel.md §3, §4, §8 to §10). */
final class Commands {
  /** A command of somebody who is signed in. */
  interface Command {
    void run(OnlineUser caller, Args args, EventConnection connection, Consumer<Answer> answer);
  }

  /** A command that is answered at once. */
  interface Simple {
    Answer run(OnlineUser caller, Args args);
  }

  private final Map<String, Command> commands = new HashMap<>();
  private final SessionCommands sessions;

  Commands(WebitelServer server) {
    sessions = new SessionCommands(server);
    sessions.addTo(this);
    new CallCommands(server).addTo(this);
    new AccountCommands(server).addTo(this);
  }

  void add(String name, Command command) {
    commands.put(name, command);
  }

  void add(String name, Simple command) {
    add(name, (caller, args, _, answer) -> answer.accept(command.run(caller, args)));
  }

  void run(String name, Args args, EventConnection connection, Consumer<Answer> answer) {
    switch (name) {
      case "auth" -> {
        sessions.authenticate(args, connection, answer);
        return;
      }
      case "ping" -> {
        answer.accept(new Answer.Text("pong"));
        return;
      }
      default -> {}
    }
    Command command = commands.get(name);
    if (command == null) {
      answer.accept(new Answer.NotFound(name));
    } else if (connection.expired()) {
      answer.accept(new Answer.Refused("Token Expired"));
    } else if (connection.user().isPresent()) {
      command.run(connection.user().get(), args, connection, answer);
    } else {
      answer.accept(SessionCommands.toStranger(name));
    }
  }
}
