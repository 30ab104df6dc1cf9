package dev.hookswitch.directory;

import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;

/** Finds who is behind a number (creatio-cti.md §7). Thread-safe; reads the database. */
public interface Identification {
  /**
   * The same number counts, whatever its notation; if nobody has it, equal last digits count where
   * of one of the two numbers the country is not known. Internal numbers have to be equal digit by
   * digit. The sources come in the administrator's order, in it whom somebody spoke with last, and
   * out-of-date numbers at the end.
   */
  Identity identify(PhoneNumber number);

  /** Remembers that a number does not belong to a record: it is not offered for it again. */
  void deny(PhoneNumber number, RecordRef record, UserId by);

  /** The number belongs to the record after all. */
  void withdrawDenial(PhoneNumber number, RecordRef record);
}
