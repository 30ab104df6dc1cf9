package dev.hookswitch.settings;

import dev.hookswitch.security.Credential;
import dev.hookswitch.security.DemoSignIns;
import dev.hookswitch.security.Passwords;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import dev.hookswitch.settings.ProvisioningFile.UserEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The users of the demo's own file, not those of a file that somebody else has written. */
@Component
@Profile("demo")
class DemoAccounts implements DemoSignIns {
  private final People people;
  private final List<DemoSignIn> written;

  DemoAccounts(
      People people,
      Passwords passwords,
      ObjectProvider<ProvisioningSection> sections,
      @Value("${hookswitch.demo.sign-ins}") Resource file)
      throws IOException {
    this.people = people;
    String text = file.getContentAsString(StandardCharsets.UTF_8);
    this.written =
        ProvisioningReader.read(
                text,
                _ -> null,
                passwords,
                sections.stream().map(ProvisioningSection::key).collect(Collectors.toSet()))
            .file()
            .users()
            .stream()
            .flatMap(DemoAccounts::signIn)
            .toList();
  }

  @Override
  public List<DemoSignIn> all() {
    Set<String> existing =
        people.all().stream()
            .filter(Person::enabled)
            .map(Person::signIn)
            .collect(Collectors.toSet());
    return written.stream().filter(one -> existing.contains(one.signIn())).toList();
  }

  private static Stream<DemoSignIn> signIn(UserEntry user) {
    return user.credential() instanceof Credential.Password(String text)
        ? Stream.of(
            new DemoSignIn(
                user.signIn(),
                text,
                user.name(),
                Collections.max(user.roles()),
                user.roles().contains(Role.AGENT) && !user.lines().isEmpty()
                    ? user.lines().getFirst().number().dialled()
                    : ""))
        : Stream.empty();
  }
}
