package dev.hookswitch.calls.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallFilter.Kind;
import dev.hookswitch.calls.CallFilter.Linked;
import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.security.UserId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the controls above the list say, and the address of the page with them.
 *
 * @param from the first day of {@link Period#RANGE}; null for no bound
 * @param until its last day; null for no bound
 * @param person null for everybody that the viewer may see
 */
record CallQuery(
    Period period,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    Kind kind,
    @Nullable UserId person,
    String text) {
  static final CallQuery DEFAULT = new CallQuery(Period.WEEK, null, null, Kind.ANY, null, "");

  enum Period {
    TODAY,
    WEEK,
    MONTH,
    ALL,
    RANGE
  }

  /** What an address says that nobody can read does not count. */
  static CallQuery of(QueryParameters address) {
    return new CallQuery(
        value(address, "period", name -> constant(Period.values(), name)).orElse(DEFAULT.period),
        value(address, "from", LocalDate::parse).orElse(null),
        value(address, "until", LocalDate::parse).orElse(null),
        value(address, "kind", name -> constant(Kind.values(), name)).orElse(DEFAULT.kind),
        value(address, "person", id -> new UserId(UUID.fromString(id))).orElse(null),
        address.getSingleParameter("text").orElse(""));
  }

  QueryParameters address() {
    Map<String, String> said = new LinkedHashMap<>();
    if (period != DEFAULT.period) {
      said.put("period", word(period));
    }
    if (from != null) {
      said.put("from", from.toString());
    }
    if (until != null) {
      said.put("until", until.toString());
    }
    if (kind != DEFAULT.kind) {
      said.put("kind", word(kind));
    }
    if (person != null) {
      said.put("person", person.toString());
    }
    if (!text.isEmpty()) {
      said.put("text", text);
    }
    return QueryParameters.simple(said);
  }

  /**
   * @param today in the zone of the user
   */
  CallFilter filter(LocalDate today, ZoneId zone) {
    LocalDate first =
        switch (period) {
          case TODAY -> today;
          case WEEK -> today.minusDays(6);
          case MONTH -> today.minusDays(29);
          case ALL -> null;
          case RANGE -> from;
        };
    LocalDate last = period == Period.RANGE ? until : null;
    return new CallFilter(
        first == null ? null : first.atStartOfDay(zone).toInstant(),
        last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant(),
        kind,
        person == null ? new Whose.Everybody() : new Whose.One(person),
        Linked.ANY,
        null,
        null,
        text);
  }

  /** A range of one's own begins with the last seven days. */
  CallQuery period(Period next, LocalDate today) {
    return next == Period.RANGE && period != Period.RANGE
        ? new CallQuery(next, today.minusDays(6), today, kind, person, text)
        : new CallQuery(
            next,
            next == Period.RANGE ? from : null,
            next == Period.RANGE ? until : null,
            kind,
            person,
            text);
  }

  CallQuery from(@Nullable LocalDate day) {
    return new CallQuery(period, day, until, kind, person, text);
  }

  CallQuery until(@Nullable LocalDate day) {
    return new CallQuery(period, from, day, kind, person, text);
  }

  CallQuery kind(Kind next) {
    return new CallQuery(period, from, until, next, person, text);
  }

  CallQuery person(@Nullable UserId next) {
    return new CallQuery(period, from, until, kind, next, text);
  }

  CallQuery text(String next) {
    return new CallQuery(period, from, until, kind, person, next);
  }

  private static <T> Optional<T> value(
      QueryParameters address, String name, Function<String, T> read) {
    return address.getSingleParameter(name).flatMap(said -> readable(said, read));
  }

  private static <T> Optional<T> readable(String said, Function<String, T> read) {
    try {
      return Optional.of(read.apply(said));
    } catch (IllegalArgumentException | DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static <E extends Enum<E>> E constant(E[] all, String name) {
    return Arrays.stream(all)
        .filter(one -> word(one).equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
