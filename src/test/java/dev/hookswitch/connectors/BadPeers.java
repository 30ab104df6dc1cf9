package dev.hookswitch.connectors;

import dev.hookswitch.FreePorts;
import dev.hookswitch.simulators.wire.LoopbackServer;
import dev.hookswitch.simulators.wire.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.json.JsonMapper;

/** What can listen at an address instead of a phone system, over real sockets. */
public final class BadPeers implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final char[] STORE_PASSWORD = "changeit".toCharArray();

  private interface Conduct {
    void with(Socket socket) throws IOException;
  }

  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

  /** Nobody listens there. */
  public String closedPort() {
    return "ws://127.0.0.1:" + FreePorts.next();
  }

  /** It takes the connection and says nothing. */
  public String silent() {
    return "ws://127.0.0.1:" + listen(plain(), _ -> {});
  }

  public String webServer() {
    return "ws://127.0.0.1:" + listen(plain(), BadPeers::page);
  }

  /** Its certificate is its own word. */
  public String selfSigned() {
    try {
      ServerSocket secure =
          context()
              .getServerSocketFactory()
              .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
      return "wss://localhost:" + listen(secure, BadPeers::page);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A WebSocket that answers whatever is said with one and the same message. */
  public String answering(String message) {
    return answering(_ -> message);
  }

  /** An event server for which every sign-in is over (webitel.md §4). */
  public String expired() {
    return answering(text -> {
      String command = JSON.readTree(text).path("exec-uuid").asString();
      return JSON.createObjectNode()
          .put("exec-uuid", command)
          .put("exec-complete", "-ERR")
          .put("exec-response", "Token Expired")
          .toString();
    });
  }

  private String answering(UnaryOperator<String> answer) {
    var server =
        new LoopbackServer(
            0,
            Runnable::run,
            new LoopbackServer.Handler() {
              @Override
              public void opened(Peer peer) {}

              @Override
              public void text(Peer peer, String text) {
                peer.send(answer.apply(text));
              }

              @Override
              public void closed(Peer peer) {}
            });
    opened.add(server);
    return "ws://127.0.0.1:" + server.port();
  }

  private static ServerSocket plain() {
    try {
      return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int listen(ServerSocket server, Conduct conduct) {
    List<Socket> sockets = new ArrayList<>();
    opened.add(server);
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try {
              Socket socket = server.accept();
              sockets.add(socket); // kept open for as long as anybody waits
              conduct.with(socket);
            } catch (IOException _) {
              // A client that does not like the certificate is gone: the next one comes.
            }
          }
        });
    return server.getLocalPort();
  }

  private static void page(Socket socket) throws IOException {
    socket.getInputStream().read(new byte[1024]);
    socket
        .getOutputStream()
        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** The JDK makes certificates with its tool only. */
  private static SSLContext context() throws IOException, GeneralSecurityException {
    Path folder = Files.createTempDirectory("self-signed");
    Path store = folder.resolve("store.p12");
    try {
      Process tool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "peer",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "san=dns:localhost",
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  new String(STORE_PASSWORD),
                  "-keystore",
                  store.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
        throw new IllegalStateException("keytool made no certificate");
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, STORE_PASSWORD);
      }
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, STORE_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      Files.deleteIfExists(store);
      Files.deleteIfExists(folder);
    }
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }
}
