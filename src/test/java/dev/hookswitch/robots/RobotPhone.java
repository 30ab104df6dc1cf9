package dev.hookswitch.robots;

import static org.awaitility.Awaitility.await;

import dev.hookswitch.FreePorts;
import dev.hookswitch.wire.WireJson;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * A SIP phone without a person: the program baresip, told what to do over its control port. It
 * rings until it is told otherwise, but answers by itself where the call asks for it.
 */
public final class RobotPhone implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("robot phones").factory());

  /** What it does with a call that comes in. */
  public enum Manner {
    RINGS,
    ANSWERS,
    /** As a phone does on which somebody talks: SIP 486. */
    IS_BUSY,
    /** Answers, and hangs up half a second later. */
    HANGS_UP
  }

  private final RealAsterisk.Instance asterisk;
  private final String number;
  private final Process process;
  private final Socket control;
  private final OutputStream out;
  private final List<String> events = new CopyOnWriteArrayList<>();
  private volatile Manner manner;

  private RobotPhone(
      RealAsterisk.Instance asterisk, String number, Manner manner, Process process, Socket control)
      throws IOException {
    this.asterisk = asterisk;
    this.number = number;
    this.manner = manner;
    this.process = process;
    this.control = control;
    this.out = control.getOutputStream();
  }

  /** A phone of the PBX, registered. */
  public static RobotPhone at(RealAsterisk.Instance asterisk, String extension, Manner manner) {
    String account =
        "<sip:%s@%s>;auth_user=%s;auth_pass=%s;regint=60"
            .formatted(extension, asterisk.sipAddress(), extension, RealAsterisk.Instance.SECRET);
    RobotPhone phone = start(asterisk, extension, manner, account, "127.0.0.1:0");
    await("registration of " + extension)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> asterisk.console("pjsip show contacts").contains(" " + extension + "/"));
    return phone;
  }

  /** Somebody outside: whatever is dialled there arrives here. */
  public static RobotPhone outside(RealAsterisk.Instance asterisk, String number, Manner manner) {
    String account =
        "<sip:%s@%s>;regint=0;outbound=\"sip:%s\""
            .formatted(number, asterisk.outside(), asterisk.sipAddress());
    return start(
        asterisk, number, manner, account, asterisk.outside() + ":" + asterisk.outsidePort());
  }

  private static RobotPhone start(
      RealAsterisk.Instance asterisk,
      String number,
      Manner manner,
      String account,
      String listens) {
    try {
      Path home = asterisk.place().resolve("robots").resolve(number);
      Files.createDirectories(home);
      Path log = home.resolve("log");
      int port = FreePorts.next();
      String address = listens.substring(0, listens.indexOf(':'));
      String sip = listens.endsWith(":0") ? address + ":" + FreePorts.next(address) : listens;
      Files.writeString(
          home.resolve("accounts"),
          account + ";answermode=manual;sip_autoanswer=yes;audio_codecs=PCMU\n");
      Files.writeString(
          home.resolve("config"),
          """
          poll_method epoll
          sip_listen %s
          net_interface %s
          call_max_calls 4
          audio_source ausine,400
          ausrc_srate 48000
          ausrc_channels 1
          rtp_ports 21000-22999
          jitter_buffer_type off
          sip_autoanswer_beep no
          ctrl_tcp_listen 127.0.0.1:%d
          module_path %s
          module g711.so
          module ausine.so
          module_tmp uuid.so
          module_tmp account.so
          module_app menu.so
          module_app ctrl_tcp.so
          """
              .formatted(sip, address, port, asterisk.modulesOfRobots()));
      Process process =
          new ProcessBuilder(asterisk.program("baresip").toString(), "-f", home.toString(), "-4")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      var phone = new RobotPhone(asterisk, number, manner, process, connect(process, port, log));
      Thread.ofVirtual().name("robot " + number).start(phone::listen);
      return phone;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket connect(Process process, int port, Path log) {
    var socket = new Socket[1];
    await("control port of the robot")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("the robot ended while it started, see " + log);
          }
          try {
            socket[0] = new Socket(InetAddress.getLoopbackAddress(), port);
            return true;
          } catch (IOException e) {
            return false;
          }
        });
    return socket[0];
  }

  public void manner(Manner now) {
    manner = now;
  }

  String number() {
    return number;
  }

  // What a person would do

  public void dials(String target) {
    command("dial", "sip:%s@%s".formatted(target, asterisk.sipAddress()));
  }

  public void answers() {
    command("accept", "");
  }

  public void hangsUp() {
    command("hangup", "");
  }

  public void holds() {
    command("hold", "");
  }

  public void resumes() {
    command("resume", "");
  }

  public void transfersTo(String target) {
    command("transfer", "sip:%s@%s".formatted(target, asterisk.sipAddress()));
  }

  public void presses(char digit) {
    command("sndcode", String.valueOf(digit));
  }

  private synchronized void command(String name, String argument) {
    ObjectNode message = WireJson.object();
    message.put("command", name).put("params", argument).put("token", "t");
    byte[] text = WireJson.text(message).getBytes(StandardCharsets.UTF_8);
    try {
      out.write((text.length + ":").getBytes(StandardCharsets.US_ASCII));
      out.write(text);
      out.write(',');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("robot " + number, e);
    }
  }

  // What happens to it

  private void listen() {
    try (var in = new DataInputStream(control.getInputStream())) {
      while (true) {
        int length = 0;
        for (int next = in.read(); next != ':'; next = in.read()) {
          if (next < 0) {
            return;
          }
          length = length * 10 + next - '0';
        }
        byte[] text = in.readNBytes(length);
        in.read();
        WireJson.object(new String(text, StandardCharsets.UTF_8)).ifPresent(this::happened);
      }
    } catch (IOException e) {
      // It has been switched off.
    }
  }

  private void happened(ObjectNode message) {
    String type = WireJson.text(message, "type");
    if (type.isEmpty()) {
      return;
    }
    events.add(type);
    if (type.equals("CALL_INCOMING")) {
      switch (manner) {
        case RINGS -> {}
        case ANSWERS, HANGS_UP -> after(150, this::answers);
        case IS_BUSY -> after(150, this::hangsUp);
      }
    }
    if (type.equals("CALL_ESTABLISHED") && manner == Manner.HANGS_UP) {
      after(500, this::hangsUp);
    }
  }

  private static void after(int millis, Runnable deed) {
    var scheduled = TIMER.schedule(deed, millis, TimeUnit.MILLISECONDS);
    if (scheduled.isCancelled()) {
      throw new IllegalStateException("robots are off");
    }
  }

  /** All that has happened to it, such as {@code CALL_INCOMING}. */
  public List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public void close() {
    try {
      control.close();
    } catch (IOException e) {
      // It is switched off anyway.
    }
    process.destroy();
    try {
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
