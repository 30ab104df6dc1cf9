package dev.hookswitch.calls;

import dev.hookswitch.directory.Rule;

/** Why a call was linked without anybody choosing the record. */
public sealed interface LinkRule {
  /** The number belongs to the record. */
  record Identified(Rule rule) implements LinkRule {}

  /** The call was begun on the record's page. */
  record CalledFrom() implements LinkRule {}

  /** A record that the call is linked to belongs to it: the account of a contact. */
  record Belonging() implements LinkRule {}
}
