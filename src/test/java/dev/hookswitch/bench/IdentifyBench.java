package dev.hookswitch.bench;

import dev.hookswitch.Application;
import dev.hookswitch.directory.Identification;
import dev.hookswitch.directory.Identity;
import dev.hookswitch.phone.PhoneNumber;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who is behind a number, beside the bare probe of the index: a prepared statement over JDBC that
 * reads the record's id and nothing else, on a connection of the same pool. Both take turns in one
 * run, on PostgreSQL, with more and more numbers in it; each draws numbers of its own, so that
 * neither finds the pages warm that the other has just read.
 *
 * <p>Record {@code i} has the number {@code +7 9xx xxx xx xx}; a hundredth of the numbers is stored
 * without its country, so that it is found by its last digits. Those are timed by themselves, as
 * are numbers that nobody has: for both the floor is the probe that finds nothing, and the one of
 * the other index.
 */
public final class IdentifyBench {
  private static final long DEFAULT_NUMBERS = 10_000_000;
  private static final long FIRST_STEP = 100_000;
  private static final int CALLS = 20_000;
  private static final int WARM_UP = 20_000;

  /** So that the database has met most of its pages, as after some hours of work. */
  private static final int NUMBERS_PER_WARM_UP = 50;

  private static final long FIRST_NUMBER = 79_000_000_000L;

  /** Coprime to the number range, so that neighbours in the table are strangers in the index. */
  private static final long SCATTER = 7_919;

  /** One in so many is stored without its country. */
  private static final int NATIONAL = 100;

  private static final long RANGE = 1_000_000_000L;
  private static final int SEARCH_NUMBER_LENGTH = 9;

  private static final String EXACT = "select record_id from communication where e164 = ?";
  private static final String ENDING =
      "select record_id from communication where reversed between ? and ? and e164 is null";

  /** Indexes that the order of the rows would scatter are built when the rows are there. */
  private static final String LOAD =
      """
      drop index if exists directory_record_list, directory_record_account, directory_record_contact,
        directory_record_owner, communication_e164, communication_reversed;
      set session_replication_role = replica;
      insert into directory_record (id, kind, name, name_lower, account_id, job_title, city, description,
        created_at, changed_at, version)
      select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
        case when i %% 10 = 0 then 'account' else 'contact' end, 'Name ' || i, 'name ' || i,
        case when i %% 10 > 0 then ('00000000-0000-7000-8000-' || lpad(to_hex(i - i %% 10), 12, '0'))::uuid end,
        'Buyer', 'Town', '', now(), now(), 0
      from generate_series(%1$d::bigint / 2, %2$d::bigint / 2 - 1) as i;
      insert into communication (id, record_id, type, typed, identity, e164, reversed, out_of_date, position,
        record_kind, record_name, record_second)
      select ('00000000-0000-7000-9000-' || lpad(to_hex(j), 12, '0'))::uuid,
        ('00000000-0000-7000-8000-' || lpad(to_hex(j / 2), 12, '0'))::uuid, 'MOBILE',
        case when j %% %6$d = 0 then '8' || substr(number, 2) else '+' || number end,
        case when j %% %6$d = 0 then '8' || substr(number, 2) else '+' || number end,
        case when j %% %6$d > 0 then '+' || number end,
        reverse(case when j %% %6$d = 0 then '8' || substr(number, 2) else number end), false, (j %% 2)::int,
        case when j / 2 %% 10 = 0 then 'account' else 'contact' end, 'Name ' || j / 2,
        case when j / 2 %% 10 = 0 then 'Buyer' else 'Buyer, Name ' || (j / 2 - j / 2 %% 10) end
      from (select j, (%3$d + j * %4$d %% %5$d)::text as number
        from generate_series(%1$d::bigint, %2$d::bigint - 1) as j) as numbers;
      set session_replication_role = origin;
      create index directory_record_list on directory_record (kind, name_lower, id);
      create index directory_record_account on directory_record (account_id);
      create index directory_record_contact on directory_record (contact_id);
      create index directory_record_owner on directory_record (owner_id);
      create index communication_e164 on communication (e164);
      create index communication_reversed on communication (reversed);
      vacuum analyze directory_record;
      vacuum analyze communication;
      vacuum analyze number_denial
      """;

  private IdentifyBench() {}

  /** What is timed: how the number is stored that is asked for. */
  private enum Kind {
    SAME_NUMBER,
    LAST_DIGITS,
    NOBODY
  }

  private record Sides(Samples ours, Samples floor) {}

  /**
   * @param arguments how many numbers are stored at the end; optional
   */
  public static void main(String[] arguments) throws Exception {
    long numbers = arguments.length > 0 ? Long.parseLong(arguments[0]) : DEFAULT_NUMBERS;
    Path folder = Files.createTempDirectory("hookswitch-bench");
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                // The load writes a table once; nobody has to find it after a power cut.
                .setServerConfig("fsync", "off")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("shared_buffers", "2GB")
                .setServerConfig("maintenance_work_mem", "1GB")
                .start();
        ConfigurableApplicationContext context = start(postgres, folder)) {
      run(context, numbers);
    }
    System.exit(0);
  }

  private static void run(ConfigurableApplicationContext context, long numbers) throws Exception {
    var source = context.getBean(DataSource.class);
    var jdbc = context.getBean(JdbcTemplate.class);
    var identification = context.getBean(Identification.class);
    jdbc.update("update identification_settings set default_region = 'RU'");
    System.out.printf(
        Locale.ROOT,
        "%-12s %-12s %9s %21s %21s %15s%n",
        "numbers",
        "found by",
        "loaded s",
        "ours p50/p99 ms",
        "floor p50/p99 ms",
        "ratio p50/p99");
    long stored = 0;
    Sides last = null;
    for (long wanted : steps(numbers)) {
      long began = System.nanoTime();
      load(jdbc, stored, wanted);
      double seconds = (System.nanoTime() - began) / 1e9;
      stored = wanted;
      for (Kind kind : Kind.values()) {
        Sides sides = measure(source, identification, kind, stored);
        print(stored, kind, seconds, sides);
        if (kind == Kind.SAME_NUMBER) {
          last = sides;
        }
      }
    }
    printLast(last);
  }

  /** Ten times as many at each step, up to what was asked for. */
  private static List<Long> steps(long numbers) {
    return LongStream.concat(
            LongStream.iterate(FIRST_STEP, step -> step < numbers, step -> step * 10),
            LongStream.of(numbers))
        .boxed()
        .toList();
  }

  private static ConfigurableApplicationContext start(EmbeddedPostgres postgres, Path folder)
      throws IOException {
    return new SpringApplication(Application.class)
        .run(
            "--spring.profiles.active=bench",
            "--server.port=0",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.username=postgres",
            "--hookswitch.secrets.when-missing=create",
            "--hookswitch.secrets.key-file=" + folder.resolve("secrets.key"),
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn");
  }

  /** Two numbers for each record, one record in ten an account, the others its contacts. */
  private static void load(JdbcTemplate jdbc, long from, long to) {
    jdbc.execute(
        (ConnectionCallback<Void>)
            connection -> {
              try (var statement = connection.createStatement()) {
                for (String sql :
                    LOAD.formatted(from, to, FIRST_NUMBER, SCATTER, RANGE, NATIONAL).split(";")) {
                  statement.execute(sql);
                }
              }
              return null;
            });
  }

  private static Sides measure(
      DataSource source, Identification identification, Kind kind, long stored)
      throws SQLException {
    var sides = new Sides(new Samples(), new Samples());
    var random = new Random(stored);
    long warmUp =
        kind == Kind.SAME_NUMBER ? Math.max(WARM_UP, stored / NUMBERS_PER_WARM_UP) : WARM_UP;
    for (long i = 0; i < warmUp + CALLS; i++) {
      var dialled = new PhoneNumber("+" + number(kind, random, stored));
      long number = number(kind, random, stored);
      long began = System.nanoTime();
      Identity identity = identification.identify(dialled);
      long middle = System.nanoTime();
      boolean there = probe(source, number);
      long ended = System.nanoTime();
      if (identity.only().isPresent() != (kind != Kind.NOBODY) || there != (kind != Kind.NOBODY)) {
        throw new IllegalStateException(
            "%s: the probe says %s of +%d, and we say %s".formatted(kind, there, number, identity));
      }
      if (i >= warmUp) {
        sides.ours().add((middle - began) / 1e6);
        sides.floor().add((ended - middle) / 1e6);
      }
    }
    return sides;
  }

  private static long number(Kind kind, Random random, long stored) {
    long place =
        switch (kind) {
          case LAST_DIGITS -> random.nextLong(stored / NATIONAL) * NATIONAL;
          case SAME_NUMBER ->
              random.nextLong(stored / NATIONAL) * NATIONAL + 1 + random.nextInt(NATIONAL - 1);
          case NOBODY -> stored + random.nextLong(stored);
        };
    return FIRST_NUMBER + place * SCATTER % RANGE;
  }

  private static boolean probe(DataSource source, long number) throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (probe(connection, EXACT, "+" + number)) {
        return true;
      }
      String ending =
          new StringBuilder(Long.toString(number)).reverse().substring(0, SEARCH_NUMBER_LENGTH);
      return probe(connection, ENDING, ending, ending + "9".repeat(64));
    }
  }

  private static boolean probe(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getObject(1, UUID.class) != null;
      }
    }
  }

  private static void print(long stored, Kind kind, double loaded, Sides sides) {
    System.out.printf(
        Locale.ROOT,
        "%-12d %-12s %9.1f %11.3f /%8.3f %11.3f /%8.3f %7.2f /%6.2f%n",
        stored,
        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        loaded,
        sides.ours().percentile(50),
        sides.ours().percentile(99),
        sides.floor().percentile(50),
        sides.floor().percentile(99),
        sides.ours().percentile(50) / sides.floor().percentile(50),
        sides.ours().percentile(99) / sides.floor().percentile(99));
  }

  private static void printLast(Sides sides) {
    System.out.printf(
        Locale.ROOT,
        "bench identify: ours p50=%.3f p99=%.3f floor p50=%.3f p99=%.3f ratio p50=%.2f p99=%.2f%n",
        sides.ours().percentile(50),
        sides.ours().percentile(99),
        sides.floor().percentile(50),
        sides.floor().percentile(99),
        sides.ours().percentile(50) / sides.floor().percentile(50),
        sides.ours().percentile(99) / sides.floor().percentile(99));
  }
}
