package dev.hookswitch.robots;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network between a client and a server on this computer: it can break, and it can lie. */
public final class Relay implements AutoCloseable {
  private final int target;
  private final ServerSocket server;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private volatile boolean broken;

  public Relay(int target) {
    this.target = target;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("relay").start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (broken) {
          client.close();
          continue;
        }
        Socket peer;
        try {
          peer = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
          client.close();
          continue;
        }
        open.add(client);
        open.add(peer);
        clients.add(client);
        Thread.ofVirtual().name("relay to server").start(() -> pump(client, peer));
        Thread.ofVirtual().name("relay to client").start(() -> pump(peer, client));
      } catch (IOException e) {
        // Whoever connected sees that it is over.
      }
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        synchronized (to) {
          out.write(buffer, 0, read);
          out.flush();
        }
      }
    } catch (IOException e) {
      // One end is gone, so the other goes, too.
    }
  }

  /** Every connection breaks; new ones are possible. */
  public void cut() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is cut.
      }
    }
    open.clear();
    clients.clear();
  }

  /** From now on nobody gets through, until {@link #mend}. */
  public void breaks() {
    broken = true;
    cut();
  }

  public void mend() {
    broken = false;
  }

  /** Says something to the clients that the server never said. */
  public void say(String text) {
    say(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Says bytes to the clients that the server never said. */
  public void say(byte[] bytes) {
    for (Socket client : clients) {
      synchronized (client) {
        if (client.isClosed()) {
          continue;
        }
        try {
          client.getOutputStream().write(bytes);
          client.getOutputStream().flush();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public void close() {
    cut();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
