package dev.hookswitch.directory;

import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;

/** Finds who is behind a number (creatio-cti.md §7). Thread-safe; reads the database. */
public interface Identification {
  /** Exact numbers count before equal last digits; the sources count in the administrator's order. */
  Identity identify(PhoneNumber number);

  /** Remembers that a number does not belong to a record: it is not offered for it again. */
  void deny(PhoneNumber number, RecordRef record, UserId by);
}
