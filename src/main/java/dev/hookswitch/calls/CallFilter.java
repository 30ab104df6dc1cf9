package dev.hookswitch.calls;

import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of those that the viewer may see.
 *
 * @param from the earliest start; null for no bound
 * @param until all starts are before it; null for no bound
 * @param record to which they are linked; null for any or none
 * @param party identity of the other side, as in {@link CallEntry#peerIdentity}; null for any
 * @param text a number in any notation, a part of a name of the other side, beginnings of words of
 *     a note or of the name of a linked record; blank for any
 */
public record CallFilter(
    @Nullable Instant from,
    @Nullable Instant until,
    Kind kind,
    Whose whose,
    Linked linked,
    @Nullable RecordRef record,
    @Nullable String party,
    String text) {
  public static final CallFilter ALL =
      new CallFilter(null, null, Kind.ANY, new Whose.Everybody(), Linked.ANY, null, null, "");

  /** Direction, and the question asked most often. */
  public enum Kind {
    ANY,
    INCOMING,
    OUTGOING,
    /** See {@link CallEntry#missed()}. */
    MISSED
  }

  /** Whether a call is linked to any record. */
  public enum Linked {
    ANY,
    LINKED,
    NOT_LINKED
  }

  /** Owners of calls; never more than the viewer may see. */
  public sealed interface Whose {
    /** Everybody whose calls the viewer may see. */
    record Everybody() implements Whose {}

    /** The viewer. */
    record Own() implements Whose {}

    /** The viewer and those who share a team with the viewer. */
    record Team() implements Whose {}

    record One(UserId user) implements Whose {}
  }

  public CallFilter {
    text = text.strip();
  }

  public CallFilter from(Instant earliest) {
    return new CallFilter(earliest, until, kind, whose, linked, record, party, text);
  }

  public CallFilter until(Instant bound) {
    return new CallFilter(from, bound, kind, whose, linked, record, party, text);
  }

  public CallFilter kind(Kind only) {
    return new CallFilter(from, until, only, whose, linked, record, party, text);
  }

  public CallFilter whose(Whose only) {
    return new CallFilter(from, until, kind, only, linked, record, party, text);
  }

  public CallFilter person(UserId only) {
    return whose(new Whose.One(only));
  }

  public CallFilter linked(Linked only) {
    return new CallFilter(from, until, kind, whose, only, record, party, text);
  }

  public CallFilter record(RecordRef only) {
    return new CallFilter(from, until, kind, whose, linked, only, party, text);
  }

  public CallFilter party(String identity) {
    return new CallFilter(from, until, kind, whose, linked, record, identity, text);
  }

  public CallFilter text(String part) {
    return new CallFilter(from, until, kind, whose, linked, record, party, part);
  }
}
