package dev.hookswitch;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that nobody listens on, each given once. They lie below those that an operating system
 * gives of itself, so that nobody gets one by chance before it is used; and each process of a run
 * of the tests has its own.
 */
public final class FreePorts {
  /** Which of the processes of this run it is, from 1. */
  public static final int FORK = Integer.getInteger("hookswitch.test.fork", 1);

  private static final int FIRST = 24_000;
  private static final int OF_A_PROCESS = 4_000;
  private static final AtomicInteger TAKEN =
      new AtomicInteger((int) (ProcessHandle.current().pid() % OF_A_PROCESS));

  private FreePorts() {}

  /** A port for TCP and UDP on the loopback address. */
  public static int next() {
    return next("127.0.0.1");
  }

  /** A port for TCP and UDP on that address. */
  public static int next(String address) {
    for (int tries = 0; tries < OF_A_PROCESS; tries++) {
      int port = FIRST + OF_A_PROCESS * (FORK - 1) + TAKEN.getAndIncrement() % OF_A_PROCESS;
      if (isFree(address, port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port is free");
  }

  private static boolean isFree(String address, int port) {
    try (var tcp = new ServerSocket(port, 1, InetAddress.getByName(address));
        var udp = new DatagramSocket(new InetSocketAddress(address, port))) {
      return tcp.isBound() && udp.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
