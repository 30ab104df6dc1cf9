package dev.hookswitch.directory.exchange;

import dev.hookswitch.directory.Communication;
import java.util.List;

/**
 * A record as a file tells it.
 *
 * @param account name of the account that it belongs to; may be empty
 */
public record Draft(
    String name,
    String jobTitle,
    String account,
    String city,
    String description,
    List<Communication> communications) {
  public Draft {
    communications = List.copyOf(communications);
  }
}
