package dev.hookswitch.bench;

import dev.hookswitch.Application;
import dev.hookswitch.MessagingServiceAlone;
import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.messaging.asterisk.RecordedCall;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * A Messaging Service alone, as it is started in production, in a process of its own. It does what
 * it is told on its standard input, a line each: {@code open N} lines with nobody but a counter
 * behind them, {@code hear N} events, {@code heap}.
 */
final class FanoutOurs {
  private static final AtomicLong LEFT = new AtomicLong();
  private static int opened;

  private FanoutOurs() {}

  /**
   * @param arguments settings
   */
  public static void main(String[] arguments) throws Exception {
    var context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Application.class, MessagingServiceAlone.class)
                .profiles(MessagingService.ALONE)
                .run(arguments);
    FanoutProcess.tell("port " + context.getWebServer().getPort());
    var service = context.getBean(MessagingService.class);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = in.readLine(); order != null; order = in.readLine()) {
      obey(order.split(" "), service);
    }
    System.exit(0);
  }

  private static void obey(String[] order, MessagingService service)
      throws IOException, InterruptedException {
    switch (order[0]) {
      case "open" -> {
        int lines = Integer.parseInt(order[1]);
        var ready = new CountDownLatch(lines - opened);
        for (; opened < lines; opened++) {
          open(service, CallStream.number(opened), ready);
        }
        ready.await();
        FanoutProcess.tell("opened");
      }
      case "hear" -> {
        LEFT.set(Long.parseLong(order[1]));
        FanoutProcess.tell("hears");
      }
      case "heap" -> FanoutProcess.tell("heap " + FanoutProcess.usedHeap());
      default -> throw new IOException("not understood: " + order[0]);
    }
  }

  private static void open(MessagingService service, String number, CountDownLatch ready) {
    var counter = new Counter(ready);
    counter.session.complete(service.open(RecordedCall.line(number), counter));
  }

  /** Learns of the line's calls first, as the Messaging Service does for its clients. */
  private static final class Counter implements PhoneListener {
    private final CompletableFuture<PhoneSession> session = new CompletableFuture<>();
    private final CountDownLatch ready;
    private boolean knows;

    Counter(CountDownLatch ready) {
      this.ready = ready;
    }

    @Override
    public void event(CtiEvent event) {
      if (knows) {
        if (LEFT.decrementAndGet() == 0) {
          FanoutProcess.tell("done " + System.nanoTime());
        }
      } else if (event instanceof CtiEvent.Initialized) {
        session.thenAccept(open -> open.execute(new CtiCommand.QueryActiveCallSnapshot()));
      } else if (event instanceof CtiEvent.ActiveCallSnapshot) {
        knows = true;
        ready.countDown();
      }
    }

    @Override
    public void signal(MediaSignal signal) {}
  }
}
