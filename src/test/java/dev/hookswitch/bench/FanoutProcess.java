package dev.hookswitch.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Java process beside this one, with flags that are the same for all. It is told what to do in
 * lines, and what it tells begins with {@value #MARK}; what else it prints is printed here.
 */
final class FanoutProcess implements AutoCloseable {
  private static final String MARK = "> ";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String name;
  private final Process process;
  private final Writer orders;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  /**
   * @param name for messages
   */
  FanoutProcess(String name, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms512m", "-Xmx2g", "--enable-native-access=ALL-UNNAMED"));
    String more = System.getProperty("bench.flags." + name, "");
    if (!more.isBlank()) {
      command.addAll(List.of(more.split(" ")));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    this.name = name;
    this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name(name).start(this::listen);
  }

  private void listen() {
    try (var in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(MARK)) {
          told.add(line.substring(MARK.length()));
        } else {
          System.err.println(name + ": " + line);
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  void order(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
  }

  /**
   * What it tells next.
   *
   * @param word with which that begins
   * @return what follows the word, 0 when nothing does
   */
  long await(String word) throws InterruptedException, TimeoutException {
    String next = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (next == null || !next.startsWith(word)) {
      throw new TimeoutException("%s said %s (expected: %s)".formatted(name, next, word));
    }
    String rest = next.substring(word.length()).strip();
    return rest.isEmpty() ? 0 : Long.parseLong(rest);
  }

  long ask(String order, String word) throws IOException, InterruptedException, TimeoutException {
    order(order);
    return await(word);
  }

  /** The time of processors that it has taken so far, all of its threads together. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() {
    process.destroy();
  }

  // On its side

  static synchronized void tell(String what) {
    System.out.println(MARK + what);
    System.out.flush();
  }

  /** Bytes that are reachable. */
  static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
