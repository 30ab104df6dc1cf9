package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.verto.VertoAccount;
import dev.hookswitch.connectors.verto.VertoClient;
import dev.hookswitch.connectors.verto.VertoNews;
import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Signs in over one of the two connections of a line, and does nothing else with it. */
final class WebitelTrial implements PhoneSession {
  /** What a trial shares with the lines. */
  record Environment(ScheduledExecutorService timer, InstantSource clock) {}

  private final Line line;
  private final Environment env;
  private final PhoneListener listener;
  private final Mailbox desk;
  private volatile boolean closed;

  /** What ends the connection; on the desk alone. */
  private @Nullable Runnable leaving;

  private WebitelTrial(Line line, Environment env, PhoneListener listener) {
    this.line = line;
    this.env = env;
    this.listener = listener;
    this.desk = new Mailbox("trial of " + line.id());
  }

  static PhoneSession ofEvents(
      Line line, WebitelAccount account, Environment env, PhoneListener listener) {
    var trial = new WebitelTrial(line, env, listener);
    return trial.begin(() ->
        WebitelClient.open(account, trial.desk::post, env.timer(), trial.new AtEventServer())
            ::close);
  }

  static PhoneSession ofPhone(
      Line line, VertoAccount account, Environment env, PhoneListener listener) {
    var trial = new WebitelTrial(line, env, listener);
    return trial.begin(() ->
        VertoClient.open(account, trial.desk::post, env.timer(), trial.new AtVertoServer())::close);
  }

  private interface Connecting {
    Runnable open();
  }

  private WebitelTrial begin(Connecting connecting) {
    desk.post(() -> {
      if (!closed) {
        leaving = connecting.open();
      }
    });
    return this;
  }

  private void report(CtiEvent event) {
    if (!closed) {
      listener.event(event);
    }
  }

  private void works() {
    report(new CtiEvent.Initialized(line.id(), env.clock().instant()));
  }

  private void lost(Loss why, String detail) {
    report(new CtiEvent.Disconnected(line.id(), env.clock().instant(), why, detail));
  }

  @Override
  public CompletionStage<Outcome> execute(CtiCommand command) {
    return CompletableFuture.completedFuture(Outcome.refused(Reason.NOT_NOW, ""));
  }

  @Override
  public void close() {
    closed = true;
    desk.post(() -> {
      if (leaving != null) {
        leaving.run();
      }
    });
  }

  private final class AtEventServer implements WebitelClient.Listener {
    @Override
    public void ready(PhoneStatus self) {
      works();
    }

    @Override
    public void event(ChannelEvent event) {
      // Calls are none of its business.
    }

    @Override
    public void status(PhoneStatus self) {
      // As above.
    }

    @Override
    public void over(Loss why, String detail) {
      lost(why, detail);
    }
  }

  private final class AtVertoServer implements VertoClient.Listener {
    @Override
    public void ready(List<CallId> attached) {
      works();
    }

    @Override
    public void news(VertoNews.OfDialog news) {
      // A call that rings now rings at the user's other phones, too.
    }

    @Override
    public void over(Loss why, String detail) {
      lost(why, detail);
    }
  }
}
