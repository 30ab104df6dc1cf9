package dev.hookswitch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each application context a fresh database of the kind that the build asks for. */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final AtomicInteger NEXT = new AtomicInteger();

  /** Whether the suite runs on PostgreSQL now. */
  public static boolean isPostgres() {
    return switch (System.getProperty("hookswitch.test.database", "h2")) {
      case "h2" -> false;
      case "postgres" -> true;
      case String other ->
          throw new IllegalArgumentException(
              "hookswitch.test.database=%s (expected: h2 or postgres)".formatted(other));
    };
  }

  /** The JDBC address of a database that nobody has used, user and password within. */
  public static String freshUrl() {
    String name = "hookswitch_" + NEXT.incrementAndGet();
    return isPostgres()
        ? Postgres.create(name)
        : "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"
            .formatted(name);
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of(
            "spring.datasource.url=" + freshUrl(),
            "spring.datasource.username=" + (isPostgres() ? "postgres" : "sa"),
            "hookswitch.secrets.key=" + Base64.getEncoder().encodeToString(new byte[32]))
        .applyTo(context);
  }

  /** One server for the whole run, started when first needed; it ends with the JVM. */
  private static final class Postgres {
    private static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL does not start", e);
      }
    }

    static String create(String name) {
      try (Connection connection = SERVER.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create database " + name);
        return SERVER.getJdbcUrl("postgres", name);
      } catch (SQLException e) {
        throw new IllegalStateException("cannot create database " + name, e);
      }
    }
  }
}
