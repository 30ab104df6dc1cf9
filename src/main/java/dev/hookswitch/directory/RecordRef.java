package dev.hookswitch.directory;

import java.util.List;
import java.util.UUID;

/**
 * Names a record that a call can be about.
 *
 * @param kind code of its kind, such as {@code contact}; {@value #EMPLOYEE} for a user
 * @param id of the record; of the user when the record is an employee
 */
public record RecordRef(String kind, UUID id) {
  public static final String CONTACT = "contact";
  public static final String ACCOUNT = "account";
  public static final String LEAD = "lead";

  /** Employees are the users; the directory stores nothing about them. */
  public static final String EMPLOYEE = "employee";

  /** Kinds of those whom one can speak with; who is named first is rather meant than the later. */
  public static final List<String> PARTIES = List.of(CONTACT, EMPLOYEE, LEAD, ACCOUNT);

  @Override
  public String toString() {
    return kind + "/" + id;
  }
}
