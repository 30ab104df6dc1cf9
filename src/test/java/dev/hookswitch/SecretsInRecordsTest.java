package dev.hookswitch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A record that holds a secret keeps it to itself when it is printed, into a log for example. */
class SecretsInRecordsTest {
  private static final String SECRET = "planted-4Gh7";

  /** What holds a secret is named so. */
  private static final Set<String> NAMES =
      Set.of("password", "secret", "secrets", "token", "credential", "credentials", "parameters");

  /** What a phone system answers may be a link with a token. */
  private static final Set<String> ANSWERS = Set.of("response");

  /** The demo's passwords are on its sign-in page. */
  private static final String OF_THE_DEMO = "dev.hookswitch.security.DemoSignIns$DemoSignIn";

  static Stream<Class<?>> records() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hookswitch")
            .stream()
            .filter(JavaClass::isRecord)
            .filter(type -> !type.getName().equals(OF_THE_DEMO))
            .<Class<?>>map(JavaClass::reflect)
            .filter(type ->
                Arrays.stream(type.getRecordComponents()).anyMatch(SecretsInRecordsTest::isSecret));
  }

  private static boolean isSecret(RecordComponent component) {
    String name = component.getName().toLowerCase(Locale.ROOT);
    boolean text = Set.of(String.class, Map.class, JsonNode.class).contains(component.getType());
    return text && (NAMES.contains(name) || ANSWERS.contains(name));
  }

  @ParameterizedTest
  @MethodSource("records")
  void toString_ofARecordWithASecret_keepsIt(Class<?> type) throws ReflectiveOperationException {
    assertThat(make(type, true).toString()).doesNotContain(SECRET);
  }

  private static Object make(Class<?> type, boolean planted) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      String text = planted && isSecret(components[i]) ? SECRET : "1";
      values[i] = value(components[i].getType(), text);
    }
    return constructor.newInstance(values);
  }

  /** Something of the type, with the text in it where there is a place for one. */
  private static Object value(Class<?> type, String text) throws ReflectiveOperationException {
    return switch (type) {
      case Class<?> t when t == String.class -> text;
      case Class<?> t when t == Map.class -> Map.of("key", text);
      case Class<?> t when t == JsonNode.class -> StringNode.valueOf(text);
      case Class<?> t when t == List.class -> List.of();
      case Class<?> t when t == Set.class -> Set.of();
      case Class<?> t when t == Optional.class -> Optional.empty();
      case Class<?> t when t == URI.class -> URI.create("ws://localhost");
      case Class<?> t when t == UUID.class -> new UUID(0, 1);
      case Class<?> t when t == Instant.class -> Instant.EPOCH;
      case Class<?> t when t == boolean.class -> false;
      case Class<?> t when t == int.class -> 1;
      case Class<?> t when t == long.class -> 1L;
      case Class<?> t when t.isEnum() -> t.getEnumConstants()[0];
      case Class<?> t when t.isRecord() -> make(t, false);
      default -> null;
    };
  }
}
