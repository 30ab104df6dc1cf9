package dev.hookswitch.directory;

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
  /** Whether an administrator added it. */
  public boolean isOwn() {
    return name != null;
  }
}
