package dev.hookswitch.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.hookswitch.Application;
import dev.hookswitch.phone.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * From the event on the provider's side to the card in a real browser: in the DOM, and painted.
 * Ours and a bare page ({@link Floor}) take turns on the same server in the same browser, first
 * with one signed-in session and then with many others beside it. The database is the demo's, a
 * file that is written at every commit.
 *
 * <p>Both pages note the moments in the same way: the DOM by a mutation observer, the paint by a
 * message posted from an animation frame. Server and pages read the same clock of the machine.
 */
public final class RingBench {
  static final String PASSWORD = "bench-password";

  /** Calls that are not counted: the compilers of both sides have to see the code first. */
  private static final int WARM_UP = 200;

  private static final long TURN_MILLIS = 150;
  private static final long RING_MILLIS = 100;

  private RingBench() {}

  private record Moments(double dom, double painted) {}

  private record Side(Samples dom, Samples painted) {
    Side() {
      this(new Samples(), new Samples());
    }
  }

  /**
   * @param arguments calls (500 or more to be meaningful) and other sessions (300), both optional
   */
  public static void main(String[] arguments) throws Exception {
    int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    int sessions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
    Path folder = Files.createTempDirectory("hookswitch-bench");
    try (ConfigurableApplicationContext context = start(folder, sessions);
        Playwright playwright = Playwright.create()) {
      int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
      run(context, playwright, "http://localhost:" + port, calls, sessions);
    }
    System.exit(0);
  }

  private static void run(
      ConfigurableApplicationContext context,
      Playwright playwright,
      String base,
      int calls,
      int sessions)
      throws Exception {
    var phones = context.getBean(BenchPhoneSystem.class);
    Browser browser = launch(playwright);
    Page ours = browser.newContext().newPage();
    ours.navigate(base + "/cti/enter?user=agent");
    ours.navigate(base + "/calls");
    ours.locator("[role=region].hs-panel .hs-idle").waitFor();
    ours.evaluate(resource("/bench/watch.js"));
    Page floor = browser.newContext().newPage();
    floor.navigate(base + Floor.PAGE);
    floor.evaluate(resource("/bench/watch.js"));
    while (!Floor.connected() || phones.open() < 1) {
      Thread.sleep(20);
    }
    System.out.printf(
        Locale.ROOT,
        "%-10s %-8s %21s %21s %21s %6s%n",
        "sessions",
        "moment",
        "ours p50/p99 ms",
        "floor p50/p99 ms",
        "ratio p50/p99",
        "held");
    Side[] alone = measure(phones, ours, floor, calls, "1");
    print("1", alone);
    List<LoadSession> others = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      others.add(LoadSession.open(base, "user" + i));
    }
    while (phones.open() < sessions + 1) {
      Thread.sleep(20);
    }
    Side[] loaded = measure(phones, ours, floor, calls, "2");
    print(Integer.toString(sessions + 1), loaded);
    Samples mine = loaded[0].painted();
    Samples bare = loaded[1].painted();
    System.out.printf(
        Locale.ROOT,
        "bench ring: ours p50=%.2f p99=%.2f floor p50=%.2f p99=%.2f ratio p50=%.2f p99=%.2f"
            + " held=%d%n",
        mine.percentile(50),
        mine.percentile(99),
        bare.percentile(50),
        bare.percentile(99),
        mine.percentile(50) / bare.percentile(50),
        mine.percentile(99) / bare.percentile(99),
        mine.held());
    others.forEach(LoadSession::close);
    browser.close();
  }

  private static Side[] measure(
      BenchPhoneSystem phones, Page ours, Page floor, int calls, String prefix)
      throws InterruptedException {
    Map<String, Instant> rung = new HashMap<>();
    for (int i = 0; i < WARM_UP + calls; i++) {
      String oursNumber = "%s1%05d".formatted(prefix, i);
      String floorNumber = "%s2%05d".formatted(prefix, i);
      Call call = BenchPhoneSystem.ringing(oursNumber, "1000", Instant.now());
      rung.put(oursNumber, call.startedAt());
      phones.ring("1000", call);
      Thread.sleep(RING_MILLIS);
      phones.giveUp("1000", call);
      Thread.sleep(TURN_MILLIS - RING_MILLIS);
      Call same = BenchPhoneSystem.ringing(floorNumber, "1000", Instant.now());
      rung.put(floorNumber, same.startedAt());
      Floor.ring(same);
      Thread.sleep(RING_MILLIS);
      Floor.giveUp();
      Thread.sleep(TURN_MILLIS - RING_MILLIS);
    }
    return new Side[] {
      side(collect(ours), rung, prefix + "1", calls),
      side(collect(floor), rung, prefix + "2", calls)
    };
  }

  private static Map<String, Moments> collect(Page page) {
    Map<String, Moments> seen = new HashMap<>();
    Map<?, ?> raw = (Map<?, ?>) page.evaluate("() => window.benchSeen");
    raw.forEach((name, times) -> {
      List<?> pair = (List<?>) times;
      String number = name.toString().substring(name.toString().lastIndexOf(' ') + 1);
      seen.put(
          number,
          new Moments(((Number) pair.get(0)).doubleValue(), ((Number) pair.get(1)).doubleValue()));
    });
    return seen;
  }

  private static Side side(
      Map<String, Moments> seen, Map<String, Instant> rung, String prefix, int calls) {
    var side = new Side();
    for (int i = WARM_UP; i < WARM_UP + calls; i++) {
      String number = "%s%05d".formatted(prefix, i);
      Moments moments = seen.get(number);
      if (moments == null) {
        throw new IllegalStateException(
            "the page never showed call %s (it showed %d)".formatted(number, seen.size()));
      }
      Instant at = rung.get(number);
      double began = at.getEpochSecond() * 1e3 + at.getNano() / 1e6;
      side.dom().add(moments.dom() - began);
      side.painted().add(moments.painted() - began);
    }
    return side;
  }

  private static void print(String sessions, Side[] sides) {
    row(sessions, "dom", sides[0].dom(), sides[1].dom());
    row(sessions, "painted", sides[0].painted(), sides[1].painted());
  }

  private static void row(String sessions, String moment, Samples ours, Samples floor) {
    System.out.printf(
        Locale.ROOT,
        "%-10s %-8s %12.2f /%7.2f %12.2f /%7.2f %12.2f /%7.2f %6d%n",
        sessions,
        moment,
        ours.percentile(50),
        ours.percentile(99),
        floor.percentile(50),
        floor.percentile(99),
        ours.percentile(50) / floor.percentile(50),
        ours.percentile(99) / floor.percentile(99),
        ours.held());
  }

  private static Browser launch(Playwright playwright) {
    var options =
        new LaunchOptions()
            .setArgs(
                List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-backgrounding-occluded-windows",
                    "--disable-renderer-backgrounding",
                    "--autoplay-policy=no-user-gesture-required"));
    String chromium = System.getenv("HOOKSWITCH_CHROMIUM");
    if (chromium != null && !chromium.isBlank()) {
      options.setExecutablePath(Path.of(chromium));
    }
    return playwright.chromium().launch(options);
  }

  private static ConfigurableApplicationContext start(Path folder, int sessions)
      throws IOException {
    Path people = folder.resolve("people.yaml");
    Files.writeString(people, people(sessions));
    return new SpringApplication(Application.class, Floor.class, Enter.class)
        .run(
            "--spring.profiles.active=demo",
            "--server.port=0",
            "--spring.datasource.url=jdbc:h2:file:"
                + folder.resolve("db")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0",
            "--hookswitch.secrets.key-file=" + folder.resolve("secrets.key"),
            "--hookswitch.provisioning=file:" + people,
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn");
  }

  private static String people(int sessions) {
    // The load is in its sessions, not in their sign-in: the cheapest hash that is one.
    String hash = "{bcrypt}" + BCrypt.hashpw(PASSWORD, BCrypt.gensalt(4));
    var yaml = new StringBuilder("users:\n").append(person("agent", "1000", hash));
    for (int i = 0; i < sessions; i++) {
      yaml.append(person("user" + i, Integer.toString(2000 + i), hash));
    }
    return yaml.toString();
  }

  private static String person(String signIn, String number, String hash) {
    return """
      - signIn: %1$s
        name: %1$s
        passwordHash: "%3$s"
        roles: [agent]
        lines:
          - system: bench
            number: "%2$s"
    """
        .formatted(signIn, number, hash);
  }

  private static String resource(String name) throws IOException {
    try (var stream = RingBench.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
