package dev.hookswitch.journeys;

import dev.hookswitch.FreePorts;
import dev.hookswitch.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The packaged application with the demo, in a process and a folder of its own. It may be started
 * again after it was killed and finds its data as it left them.
 */
final class PackagedApplication implements AutoCloseable {
  private final Path folder;
  private final PackagedProcess process;
  private final List<String> arguments;
  private final Optional<String> postgres =
      TestDatabase.isPostgres() ? Optional.of(TestDatabase.freshUrl()) : Optional.empty();
  private int port;

  /**
   * @param folder where it runs: H2 keeps its files there, unless the suite runs on PostgreSQL
   * @param arguments what is set besides
   */
  PackagedApplication(Path folder, String... arguments) {
    this.folder = folder;
    this.process = new PackagedProcess(folder);
    this.arguments = List.of(arguments);
  }

  /** Returns when the sign-in page is served. */
  void start() throws IOException, InterruptedException {
    port = FreePorts.next();
    List<String> all = new ArrayList<>(arguments);
    all.add("--server.port=" + port);
    postgres.ifPresent(url -> {
      all.add("--spring.datasource.url=" + url);
      all.add("--spring.datasource.username=postgres");
    });
    process.start(all, URI.create(base() + "/sign-in"));
  }

  /** Ends it as a power cut would: SIGKILL, no chance to tidy up. */
  void kill() throws InterruptedException {
    process.kill();
  }

  String base() {
    return "http://localhost:" + port;
  }

  /** What it has printed so far, over all of its lives. */
  String printed() throws IOException {
    return process.printed();
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

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}
