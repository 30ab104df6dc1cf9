package dev.hookswitch.security;

import java.time.Duration;
import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks sign-in name and password, in its own time. */
class SignInProvider extends DaoAuthenticationProvider {
  private final SignInThrottle throttle;

  SignInProvider(People people, Passwords passwords, SignInThrottle throttle) {
    super(users(people));
    this.throttle = throttle;
    setPasswordEncoder(passwords.encoder());
    // A disabled user is told apart only after the password was right, so that neither the answer
    // nor its time tells a stranger which users exist.
    setPreAuthenticationChecks(_ -> {});
    setPostAuthenticationChecks(new AccountStatusUserDetailsChecker());
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String signIn = attempt.getName();
    String address =
        attempt.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "";
    Duration wait = throttle.begin(signIn, address);
    if (wait.isPositive()) {
      throw new TooManyAttempts(wait);
    }
    Authentication result = super.authenticate(attempt);
    throttle.succeeded(signIn, address);
    return result;
  }

  private static UserDetailsService users(People people) {
    return signIn ->
        people
            .findBySignIn(signIn)
            .flatMap(person ->
                people.passwordHashOf(person.id()).map(hash -> new SignInUser(person, hash)))
            .orElseThrow(() -> new UsernameNotFoundException(signIn));
  }
}
