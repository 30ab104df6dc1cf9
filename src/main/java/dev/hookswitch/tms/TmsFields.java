package dev.hookswitch.tms;

import dev.hookswitch.line.PeerText;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.Capability;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.wire.WireJson;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Single fields of frames: bounded, and refused with their place. */
final class TmsFields {
  static final int LONGEST_TEXT = 4_000;
  static final int LONGEST_ID = 250;
  private static final int LONGEST_NUMBER = 64;
  private static final int MOST_PARAMETERS = 50;

  private TmsFields() {}

  /** A text or number as text; empty when it is missing. */
  static String text(@Nullable JsonNode parent, String key, int longest) {
    String text = WireJson.text(parent, key);
    if (text.length() > longest) {
      throw new TmsRead.Unusable(
          "%s: %d characters (expected: at most %d)".formatted(key, text.length(), longest));
    }
    return text;
  }

  /** A text of one line for people, cut to its bound. */
  static String name(@Nullable JsonNode parent, String key) {
    return PeerText.name(WireJson.text(parent, key));
  }

  /** A sentence for people, cut to its bound. */
  static String words(@Nullable JsonNode parent, String key) {
    return PeerText.words(WireJson.text(parent, key));
  }

  static CallId callId(@Nullable JsonNode parent, String key) {
    return optionalCallId(parent, key)
        .orElseThrow(() -> new TmsRead.Unusable(key + ": no id of a call"));
  }

  static Optional<CallId> optionalCallId(@Nullable JsonNode parent, String key) {
    return PeerText.id(text(parent, key, CallId.MAX_LENGTH));
  }

  /** What a person may have typed. */
  static PhoneNumber target(@Nullable JsonNode parent, String key) {
    return PhoneNumber.typed(text(parent, key, LONGEST_NUMBER))
        .orElseThrow(() -> new TmsRead.Unusable(key + ": no number (expected: digits, + * #)"));
  }

  /** What a phone system shows; withheld when it is unusable. */
  static PhoneNumber number(@Nullable JsonNode parent, String key) {
    return PeerText.number(WireJson.text(parent, key));
  }

  static Optional<Long> wholeNumber(@Nullable JsonNode parent, String key) {
    JsonNode value = parent == null ? null : parent.get(key);
    if (value != null && value.isIntegralNumber() && value.canConvertToLong()) {
      return Optional.of(value.asLong());
    }
    String text = WireJson.text(parent, key);
    return text.matches("-?[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  static OptionalInt smallNumber(@Nullable JsonNode parent, String key) {
    Optional<Long> number = wholeNumber(parent, key);
    return number.isPresent() && number.get() == number.get().intValue()
        ? OptionalInt.of(number.get().intValue())
        : OptionalInt.empty();
  }

  /** An object, or the text of one: the published form. */
  static Optional<ObjectNode> document(@Nullable JsonNode parent, String key) {
    JsonNode value = parent == null ? null : parent.get(key);
    if (value instanceof ObjectNode object) {
      return Optional.of(object);
    }
    return value != null && value.isString() ? WireJson.object(value.asString()) : Optional.empty();
  }

  /** The values of a document that are texts or numbers. */
  static Map<String, String> parameters(@Nullable JsonNode parent, String key) {
    Map<String, String> parameters = new LinkedHashMap<>();
    document(parent, key)
        .ifPresent(document -> {
          if (document.size() > MOST_PARAMETERS) {
            throw new TmsRead.Unusable(
                "%s: %d values (expected: at most %d)"
                    .formatted(key, document.size(), MOST_PARAMETERS));
          }
          document
              .propertyNames()
              .forEach(name -> parameters.put(name, value(document, name, key)));
        });
    return parameters;
  }

  private static String value(ObjectNode document, String name, String of) {
    String value = WireJson.text(document, name);
    if (value.length() > LONGEST_TEXT || name.length() > LONGEST_ID) {
      throw new TmsRead.Unusable(
          "%s: a value of %d characters (expected: at most %d)"
              .formatted(of, value.length(), LONGEST_TEXT));
    }
    return value;
  }

  /** Of the bits that mean something here; others are skipped. */
  static <E extends Enum<E> & Capability> Set<E> features(int mask, Class<E> type) {
    EnumSet<E> features = EnumSet.noneOf(type);
    Arrays.stream(type.getEnumConstants())
        .filter(feature -> (mask & feature.bit()) != 0)
        .forEach(features::add);
    return features;
  }

  static int mask(Set<? extends Capability> features) {
    return Capabilities.mask(features);
  }

  /** A constant by its name; empty for names that a newer peer may know. */
  static <E extends Enum<E>> Optional<E> constant(
      @Nullable JsonNode parent, String key, Class<E> type) {
    String name = WireJson.text(parent, key);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(name))
        .findFirst();
  }

  /** Writes what is not empty, as the original's clients do. */
  static void put(ObjectNode object, String key, String value) {
    if (!value.isEmpty()) {
      object.put(key, value);
    }
  }
}
