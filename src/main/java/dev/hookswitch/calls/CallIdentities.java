package dev.hookswitch.calls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.LinkRule.Identified;
import dev.hookswitch.directory.Identification;
import dev.hookswitch.directory.Identity;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who is behind each call. A call is looked up when it begins and when its number changes, whatever
 * pages are open and beside the thread that serves the phone; {@link CallNews} tells when it is
 * known. The one match is linked to the call by its rule, of several one is to be chosen. What was
 * known of calls is gone after a restart and is asked for anew. Thread-safe.
 */
@Service
public class CallIdentities {
  private static final Logger log = LoggerFactory.getLogger(CallIdentities.class);

  /** As many look-ups at once, so that a burst of calls leaves the database to the calls. */
  private static final int AT_ONCE = 4;

  /** More calls than one node sees at a time, and longer than the work after a call takes. */
  private static final int MOST_KEPT = 50_000;

  private static final Duration KEPT = Duration.ofHours(12);

  private final Identification identification;
  private final Links links;
  private final CallLog calls;
  private final People people;
  private final TransactionOperations transaction;
  private final ApplicationEventPublisher events;
  private final Cache<UUID, Asked> asked =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterAccess(KEPT).build();
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofVirtual().name("identification ", 0).factory());

  /**
   * @param number the call's number now
   * @param answer null until it is there
   */
  private record Asked(UserId user, PhoneNumber number, @Nullable Identity answer) {
    Asked with(Identity identity) {
      return identity.number().equals(number) ? new Asked(user, number, identity) : this;
    }
  }

  CallIdentities(
      Identification identification,
      Links links,
      CallLog calls,
      People people,
      TransactionOperations transaction,
      ApplicationEventPublisher events) {
    this.identification = identification;
    this.links = links;
    this.calls = calls;
    this.people = people;
    this.transaction = transaction;
    this.events = events;
  }

  /**
   * Who is behind a call of today; for a call of one's own without a query.
   *
   * @return empty while it is not known yet, for a call that this node does not remember, and when
   *     the viewer may not see the call
   */
  public Optional<Identity> of(Person viewer, UUID call) {
    return Optional.ofNullable(asked.getIfPresent(call))
        .filter(known -> people.sees(viewer, known.user()))
        .map(Asked::answer);
  }

  /**
   * Who is behind any call, looked up now if need be.
   *
   * @return empty when there is no such call or the viewer may not see it
   */
  public Optional<Identity> find(Person viewer, UUID call) {
    return of(viewer, call)
        .or(() ->
            calls.find(viewer, call).map(entry -> identification.identify(entry.peer().number())));
  }

  /**
   * Unlinks the record and remembers that the number is not its own. If that leaves one match the
   * call is linked to it.
   *
   * @throws CallNotFound
   */
  public void notThisOne(Person by, UUID call, RecordRef record) {
    CallEntry entry = require(by, call);
    transaction.executeWithoutResult(_ -> {
      identification.deny(entry.peer().number(), record, by.id());
      links.unlink(by, call, record);
    });
    ask(call, entry.user(), entry.peer().number());
  }

  /**
   * A call that is not remembered was looked up at its beginning, before a restart: what was linked
   * or unlinked since then stays.
   */
  @EventListener
  void on(PeerKnown told) {
    Asked known = asked.getIfPresent(told.call());
    boolean anew =
        known == null ? told.phase() == Phase.STARTED : !known.number().equals(told.number());
    if (anew) {
      ask(told.call(), told.user(), told.number());
    }
  }

  private void ask(UUID call, UserId user, PhoneNumber number) {
    asked.put(call, new Asked(user, number, null));
    workers.execute(() -> {
      try {
        answer(call, user, identification.identify(number));
      } catch (RuntimeException e) {
        log.error("Nobody knows who is behind call {}; its number is shown", call, e);
      }
    });
  }

  private void answer(UUID call, UserId user, Identity identity) {
    Asked now = asked.asMap().computeIfPresent(call, (_, known) -> known.with(identity));
    if (now == null || now.answer() != identity) {
      log.debug("Call {} has another number meanwhile", call);
      return;
    }
    identity
        .only()
        .ifPresentOrElse(
            match -> links.linkByRule(call, match.record().ref(), new Identified(match.rule())),
            () -> events.publishEvent(new CallChanged(call, user, Phase.WORKED_ON)));
  }

  private CallEntry require(Person by, UUID call) {
    return calls.find(by, call).orElseThrow(() -> new CallNotFound(call));
  }

  @PreDestroy
  void stop() {
    workers.shutdownNow();
  }
}
