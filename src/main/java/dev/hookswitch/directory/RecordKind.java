package dev.hookswitch.directory;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A kind of record.
 *
 * @param code stands in addresses of pages and in links
 * @param name an administrator's word for one of them; null for a built-in kind, whose words stand
 *     in the message bundles
 * @param plural as {@code name}
 * @param icon name in the icon sprite
 */
public record RecordKind(String code, @Nullable String name, @Nullable String plural, String icon) {
  /** What employees are shown as; not among the kinds of the directory. */
  public static final RecordKind EMPLOYEES =
      new RecordKind(RecordRef.EMPLOYEE, null, null, "users");

  /**
   * The word for one of them.
   *
   * @param translate from a message key to a text
   */
  public String one(UnaryOperator<String> translate) {
    return name == null ? translate.apply("directory.kind." + code) : name;
  }

  /**
   * The word for several.
   *
   * @param translate as above
   */
  public String many(UnaryOperator<String> translate) {
    return plural == null ? translate.apply("directory.kinds." + code) : plural;
  }

  /** Whether an administrator added it. */
  public boolean isOwn() {
    return name != null;
  }
}
