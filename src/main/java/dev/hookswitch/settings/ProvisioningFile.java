package dev.hookswitch.settings;

import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.Credential;
import dev.hookswitch.security.Language;
import dev.hookswitch.security.PersonDetails.Access;
import dev.hookswitch.security.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a provisioning file, each entry with its place for the messages.
 *
 * @param sections of other features, by key
 */
record ProvisioningFile(
    List<TeamEntry> teams, List<UserEntry> users, Map<String, List<ProvisioningEntry>> sections) {
  /** Where an entry begins. */
  record Place(int line, String path) {}

  record TeamEntry(Place place, String name) {}

  /**
   * @param credential null when the file has none: enough for a user who exists
   * @param teams null when the file does not speak of them
   * @param language null when the file does not speak of it
   */
  record UserEntry(
      Place place,
      String signIn,
      String name,
      @Nullable Credential credential,
      Set<Role> roles,
      @Nullable Set<String> teams,
      @Nullable Language language,
      Access access,
      List<LineEntry> lines) {}

  record LineEntry(
      Place place,
      String system,
      PhoneNumber number,
      Map<String, String> parameters,
      Map<String, String> secrets) {
    @Override
    public String toString() {
      return "LineEntry[%s on %s]".formatted(number, system);
    }
  }
}
