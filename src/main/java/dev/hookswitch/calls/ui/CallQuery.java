package dev.hookswitch.calls.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallFilter.Kind;
import dev.hookswitch.calls.CallFilter.Linked;
import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.UserId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the controls above the list say, which columns the list has, and the address of the page
 * with them.
 *
 * @param from the first day of {@link Period#RANGE}; null for no bound
 * @param until its last day; null for no bound
 * @param record to which the calls are linked; null for any or none
 * @param party identity of the other side; null for any
 */
record CallQuery(
    Period period,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    Kind kind,
    Whose whose,
    Linked linked,
    @Nullable RecordRef record,
    @Nullable String party,
    String text,
    Set<CallColumn> columns) {
  static final CallQuery DEFAULT =
      new CallQuery(
          Period.WEEK,
          null,
          null,
          Kind.ANY,
          new Whose.Everybody(),
          Linked.ANY,
          null,
          null,
          "",
          EnumSet.of(CallColumn.AGENT, CallColumn.TALK, CallColumn.RESULT, CallColumn.DETAILS));

  private static final String OWN = "own";
  private static final String TEAM = "team";
  private static final String NO_COLUMNS = "none";

  enum Period {
    TODAY,
    WEEK,
    MONTH,
    ALL,
    RANGE
  }

  CallQuery {
    columns = Set.copyOf(columns);
  }

  /** What an address says that nobody can read does not count. */
  static CallQuery of(QueryParameters address) {
    return new CallQuery(
        value(address, "period", name -> constant(Period.values(), name)).orElse(DEFAULT.period),
        value(address, "from", LocalDate::parse).orElse(null),
        value(address, "until", LocalDate::parse).orElse(null),
        value(address, "kind", name -> constant(Kind.values(), name)).orElse(DEFAULT.kind),
        value(address, "person", CallQuery::whose).orElse(DEFAULT.whose),
        value(address, "linked", name -> constant(Linked.values(), name)).orElse(DEFAULT.linked),
        value(address, "record", CallQuery::ref).orElse(null),
        address.getSingleParameter("party").orElse(null),
        address.getSingleParameter("text").orElse(""),
        value(address, "columns", CallQuery::columns).orElse(DEFAULT.columns));
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
    if (!whose.equals(DEFAULT.whose)) {
      said.put("person", word(whose));
    }
    if (linked != DEFAULT.linked) {
      said.put("linked", word(linked));
    }
    if (record != null) {
      said.put("record", record.toString());
    }
    if (party != null) {
      said.put("party", party);
    }
    if (!text.isEmpty()) {
      said.put("text", text);
    }
    if (!columns.equals(DEFAULT.columns)) {
      said.put("columns", word(columns));
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
        whose,
        linked,
        record,
        party,
        text);
  }

  /** Without filters; the columns stay. */
  CallQuery cleared() {
    return DEFAULT.columns(columns);
  }

  boolean isFiltered() {
    return !cleared().equals(this);
  }

  /** A range of one's own begins with the last seven days. */
  CallQuery period(Period next, LocalDate today) {
    if (next != Period.RANGE) {
      return with(next, null, null);
    }
    return period == Period.RANGE ? this : with(next, today.minusDays(6), today);
  }

  CallQuery from(@Nullable LocalDate day) {
    return with(period, day, until);
  }

  CallQuery until(@Nullable LocalDate day) {
    return with(period, from, day);
  }

  private CallQuery with(Period next, @Nullable LocalDate first, @Nullable LocalDate last) {
    return new CallQuery(next, first, last, kind, whose, linked, record, party, text, columns);
  }

  CallQuery kind(Kind next) {
    return new CallQuery(period, from, until, next, whose, linked, record, party, text, columns);
  }

  CallQuery whose(Whose next) {
    return new CallQuery(period, from, until, kind, next, linked, record, party, text, columns);
  }

  CallQuery linked(Linked next) {
    return new CallQuery(period, from, until, kind, whose, next, record, party, text, columns);
  }

  CallQuery record(@Nullable RecordRef next) {
    return new CallQuery(period, from, until, kind, whose, linked, next, party, text, columns);
  }

  CallQuery party(@Nullable String next) {
    return new CallQuery(period, from, until, kind, whose, linked, record, next, text, columns);
  }

  CallQuery text(String next) {
    return new CallQuery(period, from, until, kind, whose, linked, record, party, next, columns);
  }

  CallQuery columns(Set<CallColumn> next) {
    return new CallQuery(period, from, until, kind, whose, linked, record, party, text, next);
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

  private static Whose whose(String said) {
    return switch (said) {
      case OWN -> new Whose.Own();
      case TEAM -> new Whose.Team();
      default -> new Whose.One(new UserId(UUID.fromString(said)));
    };
  }

  private static String word(Whose whose) {
    return switch (whose) {
      case Whose.Everybody _ -> "";
      case Whose.Own _ -> OWN;
      case Whose.Team _ -> TEAM;
      case Whose.One(UserId user) -> user.toString();
    };
  }

  private static RecordRef ref(String said) {
    int slash = said.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException(said);
    }
    return new RecordRef(said.substring(0, slash), UUID.fromString(said.substring(slash + 1)));
  }

  private static Set<CallColumn> columns(String said) {
    return said.equals(NO_COLUMNS)
        ? Set.of()
        : Arrays.stream(said.split(" ", -1))
            .map(name -> constant(CallColumn.values(), name))
            .collect(Collectors.toSet());
  }

  private static String word(Set<CallColumn> columns) {
    return columns.isEmpty()
        ? NO_COLUMNS
        : columns.stream().sorted().map(CallQuery::word).collect(Collectors.joining(" "));
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
