package dev.hookswitch.messaging.clients;

import dev.hookswitch.phone.ErrorType;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.tms.TmsAccess;
import dev.hookswitch.tms.TmsCommand;
import dev.hookswitch.tms.TmsCommand.SessionParameters;
import dev.hookswitch.tms.TmsEvent;
import dev.hookswitch.tms.TmsNews;
import dev.hookswitch.tms.TmsRead;
import dev.hookswitch.tms.TmsRequest;
import dev.hookswitch.tms.TmsRequests;
import dev.hookswitch.tms.TmsTokens;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one socket says and is told: libraries are loaded, connections opened with a token, commands
 * passed to the connections of this socket and to no other. Frames come one at a time; what goes
 * out may come from any thread.
 */
final class Client {
  private static final Logger log = LoggerFactory.getLogger(Client.class);

  private static final int MOST_LIBRARIES = 10;

  /**
   * Which line is meant; each library of the original has a name of its own (third-party.md §2.3).
   */
  private static final List<String> NAMES_OF_THE_LINE =
      List.of("ExtensionName", "Extension", "Line", "Number");

  /** Where frames for the client go. */
  interface Socket {
    void send(TmsNews news);

    /** The client broke a rule: the socket is closed after what was sent. */
    void refuse(String rule);
  }

  private final Socket socket;
  private final Connections all;
  private final TmsTokens tokens;
  private final Set<String> libraries = new HashSet<>();
  private final Map<String, Connection> own = new ConcurrentHashMap<>();
  private final Consumer<TmsNews> out;
  private volatile boolean signedIn;

  Client(Socket socket, Connections all, TmsTokens tokens) {
    this.socket = socket;
    this.all = all;
    this.tokens = tokens;
    this.out = this::tell;
  }

  /** Whether it has ever shown a token that is good. */
  boolean signedIn() {
    return signedIn;
  }

  void received(String text) {
    switch (TmsRequests.read(text)) {
      case TmsRead.Nonsense<TmsRequest>(String place, String id) -> {
        log.debug("A frame of a client is skipped: {}", place);
        answer(id, "", PublishedEvents.failed(ErrorType.COMMAND, place));
      }
      case TmsRead.Understood<TmsRequest>(TmsRequest request) -> received(request);
    }
  }

  private void received(TmsRequest request) {
    switch (request.command()) {
      case TmsCommand.LoadLibrary _ -> load(request);
      case TmsCommand.OpenConnection(var parameters, var session) ->
          open(request, parameters, session);
      case TmsCommand.RegisterConnectionSession(var session) -> register(request, session);
      default -> {
        Connection connection = own.get(request.connection());
        if (connection == null || !connection.isServedBy(out)) {
          answer(
              request.id(),
              "",
              PublishedEvents.failed(
                  ErrorType.OPEN_CONNECTION, "connectionUId: no connection of this socket"));
        } else if (request.command() instanceof TmsCommand.CloseConnection) {
          own.remove(connection.id());
          all.close(connection);
          answer(request.id(), connection.id(), new TmsEvent.CommandInfo(""));
        } else {
          connection.execute(request.id(), request.command());
        }
      }
    }
  }

  private void load(TmsRequest request) {
    if (libraries.size() >= MOST_LIBRARIES) {
      answer(
          request.id(), "", PublishedEvents.failed(ErrorType.LOAD_LIBRARY, "too many libraries"));
      return;
    }
    String library = UUID.randomUUID().toString();
    libraries.add(library);
    answer(request.id(), "", new TmsEvent.LibraryInitialized(library));
  }

  private void open(TmsRequest request, Map<String, String> parameters, SessionParameters session) {
    if (!libraries.contains(request.library())) {
      answer(
          request.id(),
          "",
          PublishedEvents.failed(
              ErrorType.LOAD_LIBRARY, "libraryInstanceUId: not loaded on this socket"));
      return;
    }
    Optional<TmsAccess> access = tokens.check(session.token());
    if (access.isEmpty()) {
      refuse(request, "the token is missing, expired or not of this service");
      return;
    }
    Optional<String> named =
        NAMES_OF_THE_LINE.stream()
            .map(name -> parameters.getOrDefault(name, "").strip())
            .filter(name -> !name.isEmpty())
            .findFirst();
    Optional<Line> line = line(access.get(), named);
    if (line.isEmpty()) {
      refuse(request, "the token is not for this line");
      return;
    }
    Optional<Connection> opened = all.open(access.get(), line.get(), out);
    if (opened.isEmpty()) {
      refuse(request, "too many connections of one user, or other rights since");
      return;
    }
    signedIn = true;
    own.put(opened.get().id(), opened.get());
    log.info("User {} watches line {}", access.get().user(), line.get().id());
  }

  private static Optional<Line> line(TmsAccess access, Optional<String> named) {
    if (named.isPresent()) {
      return PhoneNumber.typed(named.get()).flatMap(access::line);
    }
    return access.lines().size() == 1 ? Optional.of(access.lines().getFirst()) : Optional.empty();
  }

  private void register(TmsRequest request, SessionParameters session) {
    Optional<Connection> connection =
        tokens
            .check(session.token())
            .flatMap(access -> all.takeOver(request.connection(), access, out));
    if (connection.isEmpty()) {
      refuse(request, "no such connection, or the token is not for it");
      return;
    }
    signedIn = true;
    own.put(connection.get().id(), connection.get());
  }

  /** Whoever has no right gets one answer and no second try on this socket. */
  private void refuse(TmsRequest request, String why) {
    log.info("A client of the Messaging Service is refused: {}", why);
    answer(request.id(), "", PublishedEvents.failed(ErrorType.AUTHENTICATION, why));
    socket.refuse("authentication");
  }

  private void answer(String request, String connection, TmsEvent event) {
    socket.send(new TmsNews(connection, request, event));
  }

  private void tell(TmsNews news) {
    if (news.event() instanceof TmsEvent.Disconnected) {
      own.remove(news.connection());
    }
    socket.send(news);
  }

  /** Its connections wait to be taken over. */
  void gone() {
    own.values().forEach(connection -> all.keep(connection, out));
    own.clear();
  }
}
