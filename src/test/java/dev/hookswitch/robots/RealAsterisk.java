package dev.hookswitch.robots;

import dev.hookswitch.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real Asterisk 22 for tests, one for all of a process, with robots for phones. Where none can be
 * had the tests are skipped, which is said loudly; with {@code -Dhookswitch.asterisk=required} they
 * fail. {@code -Dhookswitch.asterisk=off} skips them.
 */
public final class RealAsterisk implements ExecutionCondition, ParameterResolver {
  private static final String PROPERTY = "hookswitch.asterisk";
  private static final Path SCRIPT = Path.of("scripts/asterisk/asterisk.sh").toAbsolutePath();
  private static final int CANNOT = 3;
  private static final int RTP_PORTS = 300;

  /** What became of the attempt to start it; made once. */
  private static final class Started {
    static final Started ONE = new Started();
    private final Optional<Instance> instance;
    private final String trouble;

    private Started() {
      Optional<Instance> running = Optional.empty();
      String why = "";
      try {
        running = Optional.of(new Instance());
      } catch (Unavailable e) {
        why = e.getMessage();
      }
      this.instance = running;
      this.trouble = why;
    }
  }

  /** This computer cannot run one. */
  private static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    Unavailable(String why) {
      super(why);
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String wanted = System.getProperty(PROPERTY, "");
    if (wanted.equals("off")) {
      return ConditionEvaluationResult.disabled("switched off by -D" + PROPERTY);
    }
    if (Started.ONE.instance.isPresent()) {
      return ConditionEvaluationResult.enabled("Asterisk runs");
    }
    String why = "NOT TESTED AGAINST A REAL ASTERISK: " + Started.ONE.trouble;
    if (wanted.equals("required")) {
      throw new IllegalStateException(why);
    }
    System.err.println("[WARNING] " + context.getDisplayName() + ": " + why);
    return ConditionEvaluationResult.disabled(why);
  }

  /** The one that runs; only where the condition has let the tests begin. */
  public static Instance instance() {
    return Started.ONE.instance.orElseThrow();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Instance.class;
  }

  @Override
  public Instance resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return instance();
  }

  /** The one that runs, until the tests are over. */
  public static final class Instance {
    /** Of everybody. */
    public static final String SECRET = "secret-of-all";

    private final Path tree;
    private final Path place = Path.of("target/asterisk-" + FreePorts.FORK).toAbsolutePath();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Instance() throws Unavailable {
      tree = treeFolder();
      environment.put("SIP_PORT", String.valueOf(FreePorts.next()));
      environment.put("AMI_PORT", String.valueOf(FreePorts.next()));
      environment.put("HTTP_PORT", String.valueOf(FreePorts.next()));
      environment.put("OUTSIDE", "127.0.0.2");
      environment.put("OUTSIDE_PORT", String.valueOf(FreePorts.next("127.0.0.2")));
      int rtp = 23_000 + RTP_PORTS * (FreePorts.FORK - 1);
      environment.put("RTP_FIRST", String.valueOf(rtp));
      environment.put("RTP_LAST", String.valueOf(rtp + RTP_PORTS - 1));
      environment.put("SECRET", SECRET);
      environment.put("PARKED_FOR", "12");
      fetch();
      run(60, "stop", place.toString()); // one that a killed run has left
      clear(place);
      run(90, "start", tree.toString(), place.toString());
      Runtime.getRuntime().addShutdownHook(new Thread(this::stopQuietly));
    }

    /** One process at a time: the tree is the same for all of them. */
    private void fetch() throws Unavailable {
      try {
        Files.createDirectories(tree);
        try (var file =
                FileChannel.open(
                    tree.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock _ = file.lock()) {
          run(300, "fetch", tree.toString());
        }
      } catch (IOException e) {
        throw new Unavailable(String.valueOf(e.getMessage()));
      }
    }

    private static void clear(Path folder) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Outside of the project, as Maven's repository is: it is 300 MB, and always the same. */
    private static Path treeFolder() {
      String cache = System.getenv("XDG_CACHE_HOME");
      Path home =
          cache == null || cache.isBlank()
              ? Path.of(System.getProperty("user.home"), ".cache")
              : Path.of(cache);
      return home.resolve("hookswitch/asterisk");
    }

    public int amiPort() {
      return Integer.parseInt(environment.get("AMI_PORT"));
    }

    public int httpPort() {
      return Integer.parseInt(environment.get("HTTP_PORT"));
    }

    String sipAddress() {
      return "127.0.0.1:" + environment.get("SIP_PORT");
    }

    String outside() {
      return environment.get("OUTSIDE");
    }

    int outsidePort() {
      return Integer.parseInt(environment.get("OUTSIDE_PORT"));
    }

    Path place() {
      return place;
    }

    Path program(String name) {
      return tree.resolve("bin").resolve(name);
    }

    Path modulesOfRobots() {
      return tree.resolve("root/usr/lib/baresip/modules");
    }

    /** A command for its console. */
    public String console(String words) {
      try {
        return run(30, "console", place.toString(), words);
      } catch (Unavailable e) {
        throw new IllegalStateException(e);
      }
    }

    /** Changes one of its configuration files, until it is started anew. */
    public void configure(String file, UnaryOperator<String> change, String module) {
      Path path = place.resolve("etc").resolve(file);
      try {
        Files.writeString(path, change.apply(Files.readString(path)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      console("module reload " + module);
    }

    /** Stops it and starts it anew, with the same ports. */
    public void restart() {
      try {
        run(60, "stop", place.toString());
        run(90, "start", tree.toString(), place.toString());
      } catch (Unavailable e) {
        throw new IllegalStateException(e);
      }
    }

    /** Ends it as a power cut would, and starts it anew with the same ports. */
    public void crash() {
      try {
        long pid = Long.parseLong(Files.readString(place.resolve("pid")).strip());
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
        run(90, "start", tree.toString(), place.toString());
      } catch (IOException | ExecutionException | TimeoutException | Unavailable e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private void stopQuietly() {
      try {
        run(30, "stop", place.toString());
      } catch (Unavailable | RuntimeException e) {
        System.err.println("Asterisk was not stopped: " + e.getMessage());
      }
    }

    private String run(int seconds, String... words) throws Unavailable {
      List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
      command.addAll(List.of(words));
      try {
        Path said = Files.createTempFile("asterisk", ".txt");
        Path trouble = Files.createTempFile("asterisk", ".err");
        var builder =
            new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(trouble.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean done = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!done) {
          process.destroyForcibly();
        }
        String output = Files.readString(said);
        String why = Files.readString(trouble).strip();
        Files.delete(said);
        Files.delete(trouble);
        if (done && process.exitValue() == CANNOT) {
          throw new Unavailable(why);
        }
        if (!done || process.exitValue() != 0) {
          throw new IllegalStateException(String.join(" ", words) + ": " + why);
        }
        return output;
      } catch (IOException e) {
        throw new Unavailable(String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
