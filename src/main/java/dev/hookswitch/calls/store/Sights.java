package dev.hookswitch.calls.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.PersonChanged;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.Sight;
import dev.hookswitch.security.TeamsChanged;
import dev.hookswitch.security.UserId;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Whom users see, remembered: it is asked for with every page of calls and changes seldom. A change
 * of people or teams on this node counts at once, one on another node after {@link #REMEMBERED}.
 */
@Component
class Sights {
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private record Viewer(UserId id, Set<Role> roles) {}

  private final People people;
  private final Cache<Viewer, Sight> sights =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  Sights(People people) {
    this.people = people;
  }

  Sight of(Person viewer) {
    return sights.get(new Viewer(viewer.id(), viewer.roles()), _ -> people.sightOf(viewer));
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(PersonChanged change) {
    sights.invalidateAll();
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(TeamsChanged change) {
    sights.invalidateAll();
  }
}
