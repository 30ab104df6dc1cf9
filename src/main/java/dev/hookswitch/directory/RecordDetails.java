package dev.hookswitch.directory;

import dev.hookswitch.security.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user enters about a record.
 *
 * @param account the account it belongs to; null for none
 * @param contact the person it is about; null for none
 * @param communications in the order of the page
 */
public record RecordDetails(
    String kind,
    String name,
    @Nullable UserId owner,
    @Nullable RecordSummary account,
    @Nullable RecordSummary contact,
    String jobTitle,
    String city,
    String description,
    List<Communication> communications) {
  public RecordDetails {
    communications = List.copyOf(communications);
  }

  public RecordDetails withCommunications(List<Communication> others) {
    return new RecordDetails(
        kind, name, owner, account, contact, jobTitle, city, description, others);
  }
}
