package dev.hookswitch.panel;

import dev.hookswitch.directory.Match;
import dev.hookswitch.directory.RecordSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who the directory believes to be on the other side of a call. */
public sealed interface Caller {
  /** Not looked up yet. */
  record Unasked() implements Caller {}

  /** There is no number to look up. */
  record Withheld() implements Caller {}

  /**
   * Nobody has the number.
   *
   * @param lastCall when a call with this number began before; null when this is the first one
   */
  record Nobody(@Nullable Instant lastCall) implements Caller {}

  /** One of these, and somebody has to say which. */
  record Several(List<Match> matches) implements Caller {
    public Several {
      matches = List.copyOf(matches);
    }
  }

  /**
   * This one.
   *
   * @param match why that is believed; null when somebody said so
   * @param lastTalk null when nobody spoke with them before
   */
  record One(RecordSummary record, @Nullable Match match, @Nullable LastTalk lastTalk)
      implements Caller {}

  /**
   * The last conversation with somebody.
   *
   * @param note what was noted about it; may be empty
   */
  record LastTalk(Instant at, String note) {}
}
