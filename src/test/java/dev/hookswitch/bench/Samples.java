package dev.hookswitch.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Milliseconds of many pushes. */
final class Samples {
  /** A push later than this was held back (docs/decisions/0003-push.md). */
  static final double HELD_MILLIS = 100;

  private final List<Double> millis = new ArrayList<>();

  void add(double value) {
    millis.add(value);
  }

  int size() {
    return millis.size();
  }

  /** The nearest-rank percentile. */
  double percentile(int percent) {
    var sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1);
  }

  long held() {
    return millis.stream().filter(value -> value > HELD_MILLIS).count();
  }
}
