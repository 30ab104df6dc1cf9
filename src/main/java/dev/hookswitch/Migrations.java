package dev.hookswitch;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Over which connections the tables of a new database are made. */
@Configuration(proxyBeanMethods = false)
class Migrations {
  /**
   * H2 checks a constraint with the session that made it, and once that one is closed it refuses
   * every row (2.4.240, {@code ConditionInConstantSet}: "Check constraint invalid"). The pool of
   * the application closes its connections after half an hour; these stay as long as the
   * application.
   */
  @Bean(defaultCandidate = false)
  @FlywayDataSource
  @ConditionalOnExpression("'${spring.datasource.url:}'.startsWith('jdbc:h2:')")
  HikariDataSource connectionsThatStay(JdbcConnectionDetails database) {
    var connections = new HikariDataSource();
    connections.setPoolName("migrations");
    connections.setJdbcUrl(database.getJdbcUrl());
    connections.setUsername(database.getUsername());
    connections.setPassword(database.getPassword());
    connections.setMaximumPoolSize(2);
    connections.setMaxLifetime(0);
    connections.setKeepaliveTime(0);
    return connections;
  }
}
