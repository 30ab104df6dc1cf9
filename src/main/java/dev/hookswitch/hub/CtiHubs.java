package dev.hookswitch.hub;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.hookswitch.hub.CtiModel.Connection;
import dev.hookswitch.phone.AgentStateOption.Kind;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.settings.LinesChanged;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The hubs of the users who are signed in on this node: one each, begun with the first page, kept
 * for a while after the last one has closed. Thread-safe.
 */
@Service
public class CtiHubs {
  private static final Logger log = LoggerFactory.getLogger(CtiHubs.class);

  /** How long a node that stops waits for its lines to be closed. */
  private static final Duration LEAVE = Duration.ofSeconds(5);

  private static final class Tenancy {
    final CtiHub hub;
    int pages;
    @Nullable ScheduledFuture<?> closing;

    Tenancy(CtiHub hub) {
      this.hub = hub;
    }
  }

  private final Map<UserId, Tenancy> tenancies = new HashMap<>();
  private final List<Consumer<UserId>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer = timer();
  private final CtiHub.Environment env;
  private final Lines lines;
  private final HubProperties properties;

  CtiHubs(List<PhoneSystem> systems, CallRecorder recorder, Lines lines, HubProperties properties) {
    TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    this.env =
        new CtiHub.Environment(
            systems.stream().collect(Collectors.toMap(PhoneSystem::id, Function.identity())),
            recorder,
            ids::generate,
            Clock.systemUTC(),
            timer,
            new Random(),
            this::changed);
    this.lines = lines;
    this.properties = properties;
  }

  /** Once stopped it takes what pages and hubs still plan, and does nothing about it. */
  private static ScheduledExecutorService timer() {
    var timer =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("hub timer").factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** A page of a user: what it says to the hub, until it is closed. */
  public record Page(CtiHub hub, CtiHub.Attachment attachment, Runnable release)
      implements AutoCloseable {
    @Override
    public void close() {
      attachment.close();
      release.run();
    }
  }

  /** Joins a page to the user's hub, which begins when this is the first one. */
  public Page join(UserId user, Screen screen) {
    Tenancy tenancy;
    synchronized (tenancies) {
      tenancy = tenancies.get(user);
      if (tenancy == null) {
        tenancy = new Tenancy(new CtiHub(user, env));
        tenancies.put(user, tenancy);
        tenancy.hub.configure(() -> lines.linesOf(user));
      }
      tenancy.pages++;
      if (tenancy.closing != null) {
        tenancy.closing.cancel(false);
        tenancy.closing = null;
      }
    }
    Tenancy joined = tenancy;
    var released = new AtomicBoolean();
    return new Page(
        joined.hub,
        joined.hub.attach(screen),
        () -> {
          if (released.compareAndSet(false, true)) {
            leave(user, joined);
          }
        });
  }

  private void leave(UserId user, Tenancy tenancy) {
    synchronized (tenancies) {
      if (--tenancy.pages == 0) {
        tenancy.closing =
            timer.schedule(
                () -> end(user, tenancy), properties.linger().toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private void end(UserId user, Tenancy tenancy) {
    synchronized (tenancies) {
      if (tenancy.pages > 0 || !tenancies.remove(user, tenancy)) {
        return;
      }
    }
    tenancy.hub.close();
  }

  /** The hub reads on a thread of its own, so the change must be there for others to see. */
  @TransactionalEventListener(fallbackExecution = true)
  void linesChanged(LinesChanged changed) {
    synchronized (tenancies) {
      Tenancy tenancy = tenancies.get(changed.user());
      if (tenancy != null) {
        tenancy.hub.configure(() -> lines.linesOf(changed.user()));
      }
    }
  }

  /**
   * @param listener hears of every user whose {@link #presence} may have changed, on the threads of
   *     hubs; returns at once
   */
  void hear(Consumer<UserId> listener) {
    listeners.add(listener);
  }

  private void changed(UserId user) {
    listeners.forEach(listener -> listener.accept(user));
  }

  /** What a user does here, as far as a colleague who may call that line wants to know it. */
  Presence presence(UserId user, LineId line) {
    HubState state;
    synchronized (tenancies) {
      Tenancy tenancy = tenancies.get(user);
      if (tenancy == null) {
        return Presence.SIGNED_OUT;
      }
      state = tenancy.hub.state();
    }
    if (state.line(line).filter(CtiHubs::rings).isPresent()) {
      return Presence.RINGING;
    }
    if (state.calls().findAny().isPresent()) {
      return Presence.ON_A_CALL;
    }
    return state.lines().stream()
        .filter(one -> one.model().connection() == Connection.CONNECTED)
        .findFirst()
        .map(CtiHubs::presence)
        .orElse(Presence.SIGNED_OUT);
  }

  private static boolean rings(LineState line) {
    return line.model().calls().values().stream()
        .map(TrackedCall::call)
        .anyMatch(call ->
            call.state() == CallState.ALERTING
                && call.direction() == CallDirection.IN
                && call.answeredAt() == null);
  }

  private static Presence presence(LineState line) {
    var shown = line.model().agentState();
    Kind kind =
        line.agentStates().stream()
            .filter(option -> shown != null && option.code().equals(shown.code()))
            .map(option -> option.kind())
            .findFirst()
            .orElse(Kind.READY);
    return switch (kind) {
      case READY -> Presence.READY;
      case AWAY, DIVERTED -> Presence.AWAY;
      case DO_NOT_DISTURB -> Presence.DO_NOT_DISTURB;
      case BUSY -> Presence.ON_A_CALL;
      case UNREACHABLE -> Presence.SIGNED_OUT;
    };
  }

  /** Rows of the calls that live now, on any line of any user of this node. */
  public Set<UUID> liveRecords() {
    List<CtiHub> hubs;
    synchronized (tenancies) {
      hubs = tenancies.values().stream().map(tenancy -> tenancy.hub).toList();
    }
    return hubs.stream()
        .flatMap(hub -> hub.state().calls())
        .map(call -> call.call().record())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Takes leave of the phone systems while everything else still works, so that none keeps ringing
   * for somebody who is gone and no call stays open.
   */
  @EventListener(ContextClosedEvent.class)
  void closeAll() {
    List<CtiHub> hubs;
    synchronized (tenancies) {
      hubs = tenancies.values().stream().map(tenancy -> tenancy.hub).toList();
      tenancies.clear();
    }
    var closing =
        CompletableFuture.allOf(
            hubs.stream().map(CtiHub::close).toArray(CompletableFuture<?>[]::new));
    try {
      closing.get(LEAVE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.warn("Not all lines were closed within {}", LEAVE, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
