package dev.hookswitch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application on an empty database of its own: H2 in memory, or PostgreSQL with {@code
 * -Dhookswitch.test.database=postgres}. The profile is {@code test}: no users, no provisioning.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("database")
@SpringBootTest
@ContextConfiguration(initializers = TestDatabase.class)
@ActiveProfiles("test")
public @interface HookswitchTest {
  @AliasFor(annotation = SpringBootTest.class)
  WebEnvironment webEnvironment() default WebEnvironment.MOCK;

  @AliasFor(annotation = SpringBootTest.class)
  String[] properties() default {};
}
