package dev.hookswitch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hookswitch.Application;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallLog.Cursor;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A page of the Calls section: {@link CallLog#page} beside the bare keyset query over JDBC, on the
 * same PostgreSQL, taking turns. Measured for those who see their own calls, a team's and all, on
 * the first page and deep in the list, with a hundredth, a tenth and all of the rows.
 */
public final class CallsBench {
  private static final int PAGE = 60;
  private static final int DEEP_PAGE = 1000;
  private static final int AGENTS = 40;
  private static final int TEAM = 10;
  private static final int WARM_UP = 1000;
  private static final int ROUNDS = 1000;

  /** Viewers of a kind take turns, so that a page is not always the same. */
  private static final int VIEWERS = 4;

  private static final String ALL_COLUMNS =
      """
      id, user_id, line_id, line_number, phone_system, node, integration_id, parent_call_id, linkage, direction,
      caller_number, caller_name, called_number, called_name, peer_number, peer_digits, peer_name_lower,
      redirecting_id, redirection_id, state, state_since, started_at, answered_at, ended_at, alive_at, ringing_ms,
      talk_ms, hold_ms, duration_ms, end_reason, peer_identity, entered_by
      """;

  /** Those that make a {@link CallEntry}; the ids and the times first. */
  private static final String COLUMNS =
      """
      id, user_id, line_id, direction, entered_by, started_at, answered_at, ended_at, state_since, line_number,
      phone_system, integration_id, parent_call_id, linkage, caller_number, caller_name, called_number, called_name,
      redirecting_id, redirection_id, state, ringing_ms, talk_ms, hold_ms, end_reason, peer_identity, recording
      """;

  private static final int IDS = 5;
  private static final int TIMES = 9;

  private final CallLog calls;
  private final People people;
  private final Connection bare;
  private final List<UUID> agents = ids("agent", AGENTS);
  private final List<UUID> supervisors = ids("supervisor", AGENTS / TEAM);
  private final UUID administrator = ids("administrator", 1).getFirst();

  private CallsBench(CallLog calls, People people, Connection bare) {
    this.calls = calls;
    this.people = people;
    this.bare = bare;
  }

  /** Who looks, and whose calls the bare query has to name for it; empty for everybody's. */
  private record Viewer(Person person, List<UUID> owners) {}

  private record Case(Viewer viewer, @Nullable Cursor after) {}

  private record Result(
      int rows, String sight, int page, Samples ours, Samples floor, Samples whole) {
    double ratio(int percent) {
      return ours.percentile(percent) / floor.percentile(percent);
    }
  }

  /**
   * @param arguments the number of calls, 5,000,000 unless told
   */
  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("maintenance_work_mem", "512MB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("fsync", "off")
                .start();
        ConfigurableApplicationContext context = start(server.getJdbcUrl("postgres", "postgres"));
        Connection bare = server.getPostgresDatabase().getConnection()) {
      new CallsBench(context.getBean(CallLog.class), context.getBean(People.class), bare).run(rows);
    }
    System.exit(0);
  }

  private static ConfigurableApplicationContext start(String url) {
    return new SpringApplication(Application.class)
        .run(
            "--spring.profiles.active=bench",
            "--server.port=0",
            "--spring.datasource.url=" + url,
            "--spring.datasource.username=postgres",
            "--hookswitch.secrets.key=" + Base64.getEncoder().encodeToString(new byte[32]),
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn");
  }

  private void run(int rows) throws SQLException {
    hire();
    System.out.printf(
        Locale.ROOT,
        "%9s %-6s %5s %21s %21s %15s %21s%n",
        "rows",
        "sight",
        "page",
        "ours p50/p99 ms",
        "floor p50/p99 ms",
        "ratio p50/p99",
        "with notes and links");
    List<Result> last = List.of();
    int loaded = 0;
    for (int upTo : new int[] {rows / 100, rows / 10, rows}) {
      load(loaded + 1, upTo);
      loaded = upTo;
      last = measure(upTo);
      last.forEach(CallsBench::print);
    }
    Result worst =
        last.stream()
            .max((one, other) -> Double.compare(one.ratio(50), other.ratio(50)))
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "bench calls: ours p50=%.2f p99=%.2f floor p50=%.2f p99=%.2f ratio p50=%.2f p99=%.2f%n",
        worst.ours().percentile(50),
        worst.ours().percentile(99),
        worst.floor().percentile(50),
        worst.floor().percentile(99),
        worst.ratio(50),
        worst.ratio(99));
  }

  private List<Result> measure(int rows) throws SQLException {
    List<Viewer> own = new ArrayList<>();
    List<Viewer> team = new ArrayList<>();
    for (int i = 0; i < VIEWERS; i++) {
      own.add(new Viewer(person(agents.get(i)), List.of(agents.get(i))));
      List<UUID> owners = new ArrayList<>(agents.subList(i * TEAM, (i + 1) * TEAM));
      owners.add(supervisors.get(i));
      team.add(new Viewer(person(supervisors.get(i)), owners));
    }
    List<Viewer> all = List.of(new Viewer(person(administrator), List.of()));
    measure(rows, "own", own, 1); // right after loading, nothing is as it will be
    var results = new ArrayList<Result>();
    results.add(measure(rows, "own", own, 1));
    results.add(measure(rows, "own", own, depth(rows / AGENTS)));
    results.add(measure(rows, "team", team, 1));
    results.add(measure(rows, "team", team, depth(rows / AGENTS * TEAM)));
    results.add(measure(rows, "all", all, 1));
    results.add(measure(rows, "all", all, depth(rows)));
    return results;
  }

  /** The page that is meant, or the last whole one of those that surely exist. */
  private static int depth(int calls) {
    return Math.clamp(calls / PAGE / 2, 2, DEEP_PAGE);
  }

  private Result measure(int rows, String sight, List<Viewer> viewers, int page)
      throws SQLException {
    var cases = new ArrayList<Case>();
    for (Viewer viewer : viewers) {
      cases.add(new Case(viewer, page == 1 ? null : before(viewer, page)));
    }
    var ours = new Samples();
    var floor = new Samples();
    var whole = new Samples();
    try (PreparedStatement first = bare.prepareStatement(keyset(viewers.getFirst(), page))) {
      for (int i = 0; i < WARM_UP + ROUNDS; i++) {
        Case one = cases.get(i % cases.size());
        long began = System.nanoTime();
        List<CallEntry> entries =
            calls.page(one.viewer().person(), CallFilter.ALL, one.after(), PAGE);
        long paged = System.nanoTime();
        List<UUID> bareIds = query(first, one);
        long queried = System.nanoTime();
        calls.work(one.viewer().person(), entries.stream().map(CallEntry::id).toList());
        long worked = System.nanoTime();
        if (!entries.stream().map(CallEntry::id).toList().equals(bareIds)) {
          throw new IllegalStateException("ours and the bare query disagree on " + one);
        }
        if (i >= WARM_UP) {
          ours.add((paged - began) / 1e6);
          floor.add((queried - paged) / 1e6);
          whole.add((paged - began + worked - queried) / 1e6);
        }
      }
    }
    return new Result(rows, sight, page, ours, floor, whole);
  }

  private static String keyset(Viewer viewer, int page) {
    var where = new ArrayList<String>();
    if (viewer.owners().size() == 1) {
      where.add("user_id = ?");
    } else if (!viewer.owners().isEmpty()) {
      where.add("user_id in (?" + ", ?".repeat(viewer.owners().size() - 1) + ")");
    }
    if (page > 1) {
      where.add("(started_at, id) < (?, ?)");
    }
    return "select "
        + COLUMNS
        + " from call_record"
        + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
        + " order by started_at desc, id desc limit "
        + PAGE;
  }

  /** Reads every column, as whoever shows them must. */
  private static List<UUID> query(PreparedStatement statement, Case one) throws SQLException {
    int parameter = 1;
    for (UUID owner : one.viewer().owners()) {
      statement.setObject(parameter++, owner);
    }
    Cursor after = one.after();
    if (after != null) {
      statement.setObject(parameter++, after.startedAt().atOffset(ZoneOffset.UTC));
      statement.setObject(parameter, after.id());
    }
    var ids = new ArrayList<UUID>();
    try (ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int column = 2; column <= columns; column++) {
          Object read =
              column <= IDS
                  ? rows.getObject(column, UUID.class)
                  : column <= TIMES
                      ? rows.getObject(column, OffsetDateTime.class)
                      : rows.getObject(column);
          if (read == null && column == 2) {
            throw new IllegalStateException("a call of nobody");
          }
        }
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  /** The last call of the page before. */
  private Cursor before(Viewer viewer, int page) throws SQLException {
    String owners = viewer.owners().isEmpty() ? "" : " where user_id = any (?)";
    try (PreparedStatement statement =
        bare.prepareStatement(
            "select started_at, id from call_record"
                + owners
                + " order by started_at desc, id desc offset "
                + ((long) (page - 1) * PAGE - 1)
                + " limit 1")) {
      if (!owners.isEmpty()) {
        statement.setArray(1, bare.createArrayOf("uuid", viewer.owners().toArray()));
      }
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("there is no page " + page);
        }
        return new Cursor(
            row.getObject(1, OffsetDateTime.class).toInstant(), row.getObject(2, UUID.class));
      }
    }
  }

  private void hire() throws SQLException {
    try (Statement sql = bare.createStatement()) {
      sql.execute(
          """
          insert into app_user (id, sign_in, name, name_words, password_hash, enabled, created_at, version)
          select id, 'user' || place, 'User ' || place, ' user ' || place, '-', true, now(), 0
          from unnest(array[%s]::uuid[]) with ordinality as u (id, place)
          """
              .formatted(quoted(everybody())));
      sql.execute(role("AGENT", agents));
      sql.execute(role("SUPERVISOR", supervisors));
      sql.execute(role("ADMINISTRATOR", List.of(administrator)));
      for (int team = 0; team < supervisors.size(); team++) {
        UUID id = UUID.nameUUIDFromBytes(("team " + team).getBytes(UTF_8));
        sql.execute("insert into team (id, name) values ('%s', 'Team %d')".formatted(id, team));
        List<UUID> members = new ArrayList<>(agents.subList(team * TEAM, (team + 1) * TEAM));
        members.add(supervisors.get(team));
        sql.execute(
            "insert into team_member (team_id, user_id) select '%s', unnest(array[%s]::uuid[])"
                .formatted(id, quoted(members)));
      }
    }
  }

  private List<UUID> everybody() {
    var all = new ArrayList<UUID>(agents);
    all.addAll(supervisors);
    all.add(administrator);
    return all;
  }

  private static String role(String role, List<UUID> users) {
    return "insert into app_user_role (user_id, role) select unnest(array[%s]::uuid[]), '%s'"
        .formatted(quoted(users), role);
  }

  /** Indexes are made anew afterwards: that is faster, and as dense as after a rebuild. */
  private void load(int first, int last) throws SQLException {
    long began = System.nanoTime();
    try (Statement sql = bare.createStatement()) {
      sql.execute("set session_replication_role = replica");
      List<String> indexes = dropIndexes(sql);
      sql.execute(
          """
          insert into call_record (%s)
          select
            (lpad(to_hex(1700000000000 + n::bigint * 7000), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
            (array[%s]::uuid[])[1 + (hashint4(n) & 2147483647) %% %d],
            '00000000-0000-0000-0000-000000000001', '101', 'builtin', 'main', 'pbx-' || n, null, '', '%s',
            '+4930' || lpad((n %% 100000)::text, 7, '0'), '', '101', 'Agent',
            '+4930' || lpad((n %% 100000)::text, 7, '0'), '4930' || lpad((n %% 100000)::text, 7, '0'), '',
            null, null, 0, at + interval '65 seconds', at, at + interval '5 seconds', at + interval '65 seconds',
            at + interval '65 seconds', 5000, 60000, 0, 65000, 'ENDED_BY_OTHER',
            '+4930' || lpad((n %% 100000)::text, 7, '0'), null
          from (select n, timestamptz '2024-01-01 00:00:00Z' + n * interval '7 seconds' as at
                from generate_series(%d, %d) as n) as numbered
          """
              .formatted(
                  ALL_COLUMNS, quoted(agents), agents.size(), CallDirection.IN.id(), first, last));
      sql.execute(
          """
          insert into call_link (call_id, record_kind, record_id, started_at, made_by, rule, made_at)
          select id, 'contact', md5(peer_identity)::uuid, started_at, null, 'same-number', started_at
          from call_record where talk_ms > 0 and started_at >= timestamptz '2024-01-01 00:00:00Z' + %d * interval '7 seconds'
            and hashtext(integration_id) %% 2 = 0
          """
              .formatted(first));
      for (String index : indexes) {
        sql.execute(index);
      }
      sql.execute("vacuum (analyze) call_record");
      sql.execute("vacuum (analyze) call_link");
    }
    System.out.printf(
        Locale.ROOT, "loaded %,d calls in %.0f s%n", last, (System.nanoTime() - began) / 1e9);
  }

  private static List<String> dropIndexes(Statement sql) throws SQLException {
    var definitions = new ArrayList<String>();
    var names = new ArrayList<String>();
    try (ResultSet rows =
        sql.executeQuery(
            """
            select indexname, indexdef from pg_indexes
            where tablename in ('call_record', 'call_link') and indexname not like '%_pk'
            """)) {
      while (rows.next()) {
        names.add(rows.getString(1));
        definitions.add(rows.getString(2));
      }
    }
    for (String name : names) {
      sql.execute("drop index " + name);
    }
    return definitions;
  }

  private Person person(UUID id) {
    return people.find(new UserId(id)).orElseThrow();
  }

  private static void print(Result result) {
    System.out.printf(
        Locale.ROOT,
        "%9d %-6s %5d %12.2f /%7.2f %12.2f /%7.2f %7.2f /%6.2f %12.2f /%7.2f%n",
        result.rows(),
        result.sight(),
        result.page(),
        result.ours().percentile(50),
        result.ours().percentile(99),
        result.floor().percentile(50),
        result.floor().percentile(99),
        result.ratio(50),
        result.ratio(99),
        result.whole().percentile(50),
        result.whole().percentile(99));
  }

  private static List<UUID> ids(String prefix, int count) {
    var random = new Random(prefix.hashCode());
    return IntStream.range(0, count)
        .mapToObj(_ -> new UUID(random.nextLong(), random.nextLong()))
        .toList();
  }

  private static String quoted(List<UUID> ids) {
    return String.join(", ", ids.stream().map(id -> "'" + id + "'").toList());
  }
}
