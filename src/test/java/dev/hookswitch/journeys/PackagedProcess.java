package dev.hookswitch.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The packaged jar in a process and a folder of its own. It may be started again after it was
 * killed and finds its files as it left them.
 */
final class PackagedProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "hookswitch.jar").toAbsolutePath();
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

  private final Path folder;
  private @Nullable Process process;

  /**
   * @param folder where it runs
   */
  PackagedProcess(Path folder) {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing: run `mvn -DskipTests package` first");
    }
    this.folder = folder;
    // A test run that is broken off leaves nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  private void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /**
   * Returns when it is ready.
   *
   * @param page is answered with 200 from then on
   */
  void start(List<String> arguments, URI page) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                JAR.toString()));
    command.addAll(arguments);
    Process started =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    process = started;
    Instant end = Instant.now().plus(STARTS_WITHIN);
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(page).build();
      while (Instant.now().isBefore(end) && started.isAlive()) {
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
    throw new IllegalStateException("the process does not start:\n" + printed());
  }

  /** Ends it as a power cut would: SIGKILL, no chance to tidy up. */
  void kill() throws InterruptedException {
    if (process == null || !process.isAlive()) {
      return;
    }
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("process %d survives SIGKILL".formatted(process.pid()));
    }
  }

  /** What it has printed so far, over all of its lives. */
  String printed() throws IOException {
    return Files.readString(log());
  }

  private Path log() {
    return folder.resolve("application.log");
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
