package dev.hookswitch.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON of peers: bounded, and never an exception for what they send. Of two equal keys the later
 * one counts (FreeSWITCH writes {@code message} twice, verto.md §2). Thread-safe.
 */
public final class WireJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxStringLength(1_000_000)
                          .maxNameLength(1_000)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private WireJson() {}

  /** The object that a text is; empty when it is anything else. */
  public static Optional<ObjectNode> object(String text) {
    return parse(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /** The value that a text is; empty when it is no JSON. */
  public static Optional<JsonNode> parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static String text(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /** The text or number under a key, as text; empty when there is none. */
  public static String text(@Nullable JsonNode parent, String key) {
    JsonNode value = parent == null ? null : parent.get(key);
    return value == null || !value.isValueNode() || value.isNull() ? "" : value.asString();
  }
}
