package dev.hookswitch.calls.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.SampleCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallPagesTest {
  private final List<CallEntry> all =
      IntStream.range(0, 120).mapToObj(i -> SampleCall.over().entry()).toList();
  private final List<@Nullable CallEntry> asked = new ArrayList<>();
  private final CallPages pages =
      new CallPages((last, limit) -> {
        asked.add(last);
        int from = last == null ? 0 : all.indexOf(last) + 1;
        return all.subList(from, Math.min(all.size(), from + limit));
      });

  @Test
  void fetch_scrolledToTheEnd_readsOnFromTheLastCallKnown() {
    assertThat(pages.fetch(0, 50)).containsExactlyElementsOf(all.subList(0, 50));
    assertThat(pages.fetch(40, 50)).containsExactlyElementsOf(all.subList(40, 90));
    assertThat(pages.fetch(90, 50)).containsExactlyElementsOf(all.subList(90, 120));
    assertThat(pages.fetch(120, 50)).isEmpty();
    assertThat(asked).containsExactly(null, all.get(49), all.get(99));
  }

  @Test
  void fetch_scrolledBack_readsNothing() {
    pages.fetch(0, 50).forEach(_ -> {});
    pages.fetch(0, 50).forEach(_ -> {});

    assertThat(asked).hasSize(1);
  }
}
