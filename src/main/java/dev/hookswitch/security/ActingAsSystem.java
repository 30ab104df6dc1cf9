package dev.hookswitch.security;

import java.util.function.Supplier;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Work that no user asked for but that changes what only administrators may: the provisioning file
 * at start, the first administrator.
 */
public final class ActingAsSystem {
  private ActingAsSystem() {}

  /** The current thread acts as an administrator without a name until the work returns. */
  public static <T> T call(Supplier<T> work) {
    SecurityContext before = SecurityContextHolder.getContext();
    SecurityContext system = SecurityContextHolder.createEmptyContext();
    system.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            "system", null, AuthorityUtils.createAuthorityList("ROLE_" + Role.ADMINISTRATOR)));
    SecurityContextHolder.setContext(system);
    try {
      return work.get();
    } finally {
      SecurityContextHolder.setContext(before);
    }
  }
}
