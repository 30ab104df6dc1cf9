package dev.hookswitch.security;

import java.util.Set;

/** Whose belongings a user may see: one's own, one's teams', everybody's. */
public sealed interface Sight {
  boolean includes(UserId owner);

  record Everybody() implements Sight {
    @Override
    public boolean includes(UserId owner) {
      return true;
    }
  }

  record Only(Set<UserId> owners) implements Sight {
    public Only {
      owners = Set.copyOf(owners);
    }

    @Override
    public boolean includes(UserId owner) {
      return owners.contains(owner);
    }
  }
}
