package dev.hookswitch.calls.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.calls.CallLog.JournalEntry;
import dev.hookswitch.calls.ui.Segment.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentTest {
  @Test
  void segments_callWithHold_followTheJournal() {
    List<JournalEntry> journal =
        List.of(
            at(0, "callStarted"),
            at(0, "lineStateChanged"),
            at(8, "commutationStarted"),
            at(110, "hold"),
            at(154, "unhold"),
            at(160, "dtmfEntered"),
            at(279, "callFinished"));

    assertThat(Segment.of(journal))
        .containsExactly(
            new Segment(Kind.RING, Duration.ofSeconds(8)),
            new Segment(Kind.TALK, Duration.ofSeconds(102)),
            new Segment(Kind.HOLD, Duration.ofSeconds(44)),
            new Segment(Kind.TALK, Duration.ofSeconds(125)));
  }

  @Test
  void segments_callThatRuns_haveNoOpenEnd() {
    assertThat(Segment.of(List.of(at(0, "callStarted"), at(8, "commutationStarted"))))
        .containsExactly(new Segment(Kind.RING, Duration.ofSeconds(8)));
  }

  private static JournalEntry at(int second, String name) {
    return new JournalEntry(Instant.EPOCH.plusSeconds(second), name, "{}");
  }
}
