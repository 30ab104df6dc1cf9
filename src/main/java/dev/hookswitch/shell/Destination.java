package dev.hookswitch.shell;

import dev.hookswitch.security.Role;
import java.util.Set;

/**
 * An entry of the main navigation; each feature contributes its own as a bean.
 *
 * @param path route, without a leading slash
 * @param key message key of the caption
 * @param icon name in the icon sprite
 * @param order ascending, from top to bottom
 * @param roles who sees it; any one of them is enough
 */
public record Destination(String path, String key, String icon, int order, Set<Role> roles) {
  public Destination {
    roles = Set.copyOf(roles);
  }
}
