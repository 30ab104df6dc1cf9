package dev.hookswitch.directory.exchange;

/** Takes every refused line, as it is found. */
public interface RefusedReport {
  void add(RefusedLine line);
}
