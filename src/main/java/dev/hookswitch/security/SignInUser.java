package dev.hookswitch.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** A {@link Person} in the shape that Spring Security asks for. */
final class SignInUser implements UserDetails, CredentialsContainer {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Sessions are not written to disk.
  private final Person person;

  private @Nullable String passwordHash;

  SignInUser(Person person, String passwordHash) {
    this.person = person;
    this.passwordHash = passwordHash;
  }

  Person person() {
    return person;
  }

  @Override
  public List<GrantedAuthority> getAuthorities() {
    return person.roles().stream()
        .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
        .toList();
  }

  @Override
  public @Nullable String getPassword() {
    return passwordHash;
  }

  @Override
  public String getUsername() {
    return person.signIn();
  }

  @Override
  public boolean isEnabled() {
    return person.enabled();
  }

  @Override
  public void eraseCredentials() {
    passwordHash = null;
  }

  /** Two sessions of one user are the same principal, whatever changed between the sign-ins. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SignInUser user && user.person.id().equals(person.id());
  }

  @Override
  public int hashCode() {
    return person.id().hashCode();
  }

  @Override
  public String toString() {
    return person.signIn();
  }
}
