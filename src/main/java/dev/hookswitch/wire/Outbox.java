package dev.hookswitch.wire;

import dev.hookswitch.mailbox.Mailbox;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * What goes out on one socket, in order, on a thread of its own: a client that does not read delays
 * itself alone, and is closed when too much waits for it. Methods may be called from any thread and
 * return at once.
 */
public final class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  private final WebSocketSession socket;
  private final int mostChars;
  private final Mailbox mailbox;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param name names the thread that sends, for dumps
   * @param mostChars that may wait to be sent
   */
  public Outbox(String name, WebSocketSession socket, int mostChars) {
    this.socket = socket;
    this.mostChars = mostChars;
    this.mailbox = new Mailbox(name + " " + socket.getId());
  }

  public void send(String text) {
    if (waiting.addAndGet(text.length()) > mostChars) {
      log.info("A client does not read; its socket {} is closed", socket);
      mailbox.close();
      close(CloseStatus.SESSION_NOT_RELIABLE);
      return;
    }
    mailbox.post(() -> {
      write(new TextMessage(text));
      waiting.addAndGet(-text.length());
    });
  }

  /** Asks for a sign of life, behind what waits: one to whom much is told has to be asked, too. */
  public void ping() {
    mailbox.post(() -> write(new PingMessage()));
  }

  /** Closes after what was sent. */
  public void closeAfterwards(CloseStatus why) {
    mailbox.post(() -> {
      mailbox.close();
      close(why);
    });
  }

  private void write(WebSocketMessage<?> message) {
    try {
      socket.sendMessage(message);
    } catch (IOException | IllegalStateException e) {
      mailbox.close();
      close(CloseStatus.SESSION_NOT_RELIABLE);
    }
  }

  /** A goodbye may wait as long as the peer does not read. */
  private void close(CloseStatus why) {
    Thread.ofVirtual()
        .name("closes " + socket.getId())
        .start(() -> {
          try {
            socket.close(why);
          } catch (IOException e) {
            log.debug("The socket {} broke before it was closed", socket, e);
          }
        });
  }
}
