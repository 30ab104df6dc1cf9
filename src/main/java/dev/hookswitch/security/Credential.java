package dev.hookswitch.security;

/** What a user proves to be the one with, on its way into the store. Never printed. */
public sealed interface Credential {
  /** As a person types it. */
  record Password(String text) implements Credential {
    @Override
    public String toString() {
      return "Password[…]";
    }
  }

  /** As {@link People#passwordHashOf} gave it: {@code {bcrypt}$2a$…}. */
  record Hash(String encoded) implements Credential {
    public Hash {
      if (!Passwords.isHash(encoded)) {
        throw new IllegalArgumentException("not a password hash (expected: {bcrypt}$2a$…)");
      }
    }

    @Override
    public String toString() {
      return "Hash[…]";
    }
  }
}
