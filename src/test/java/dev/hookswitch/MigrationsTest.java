package dev.hookswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What migrations made lasts longer than the connections of a pool, which closes them by age. */
@HookswitchTest(properties = "hookswitch.node=migrations-test")
class MigrationsTest {
  @Autowired private HikariDataSource pool;
  @Autowired private DSLContext db;

  @Test
  void constraints_afterEveryConnectionWasReplaced_areStillChecked() throws SQLException {
    Set<Connection> before = physical();
    pool.getHikariPoolMXBean().softEvictConnections();
    await().until(() -> pool.getHikariPoolMXBean().getIdleConnections() == before.size());
    assertThat(physical()).doesNotContainAnyElementsOf(before);

    UUID id = UUID.randomUUID();
    db.execute(
        """
        insert into app_user
          (id, sign_in, name, name_words, password_hash, language, enabled, created_at, version)
        values (?, ?, 'Anna', ' anna', '', 'en', true, current_timestamp, 0)
        """,
        id,
        "u" + id);
    assertThat(db.fetch("select 1 from app_user where id = ?", id)).hasSize(1);
  }

  /** What the pool holds, all of it. */
  private Set<Connection> physical() throws SQLException {
    Set<Connection> found = new HashSet<>();
    Set<Connection> borrowed = new HashSet<>();
    try {
      for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
        Connection connection = pool.getConnection();
        borrowed.add(connection);
        found.add(connection.unwrap(Connection.class));
      }
    } finally {
      for (Connection connection : borrowed) {
        connection.close();
      }
    }
    return found;
  }
}
