package dev.hookswitch.journeys;

import dev.hookswitch.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The packaged application with the demo, in a process and a folder of its own. It may be started
 * again after it was killed and finds its data as it left them.
 */
final class PackagedApplication implements AutoCloseable {
  private static final Path JAR = Path.of("target", "hookswitch.jar").toAbsolutePath();
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

  private final Path folder;
  private final List<String> arguments;
  private final Optional<String> postgres =
      TestDatabase.isPostgres() ? Optional.of(TestDatabase.freshUrl()) : Optional.empty();
  private Process process;
  private int port;

  /**
   * @param folder where it runs: H2 keeps its files there, unless the suite runs on PostgreSQL
   * @param arguments what is set besides
   */
  PackagedApplication(Path folder, String... arguments) {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing: run `mvn -DskipTests package` first");
    }
    this.folder = folder;
    this.arguments = List.of(arguments);
    // A test run that is broken off leaves nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  private void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** Returns when the sign-in page is served. */
  void start() throws IOException, InterruptedException {
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                JAR.toString(),
                "--server.port=" + port));
    command.addAll(arguments);
    postgres.ifPresent(url -> {
      command.add("--spring.datasource.url=" + url);
      command.add("--spring.datasource.username=postgres");
    });
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    awaitSignInPage();
  }

  private void awaitSignInPage() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(STARTS_WITHIN);
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(base() + "/sign-in")).build();
      while (Instant.now().isBefore(end) && process.isAlive()) {
        try {
          if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException _) {
          // Nobody listens yet.
        }
        Thread.sleep(200);
      }
    }
    throw new IllegalStateException("the application does not start:\n" + Files.readString(log()));
  }

  /** Ends it as a power cut would: SIGKILL, no chance to tidy up. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("process %d survives SIGKILL".formatted(process.pid()));
    }
  }

  String base() {
    return "http://localhost:" + port;
  }

  /** What it has printed so far, over all of its lives. */
  String printed() throws IOException {
    return Files.readString(log());
  }

  /**
   * Its database. H2's files have one reader: the application must not run, and they are let go
   * with the connection, whatever the application has set for itself.
   */
  Connection database() throws SQLException {
    return postgres.isPresent()
        ? DriverManager.getConnection(postgres.get())
        : DriverManager.getConnection(
            "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;IFEXISTS=TRUE;DB_CLOSE_DELAY=0"
                .formatted(folder.resolve("data/hookswitch")));
  }

  private Path log() {
    return folder.resolve("application.log");
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null && process.isAlive()) {
      kill();
    }
  }
}
