package dev.hookswitch.directory.exchange;

import java.util.concurrent.CancellationException;

/** How far an import is. Called on the thread that imports. */
public interface Progress {
  /**
   * @param share of the file, from 0 to 1
   * @param lines that were read
   * @throws CancellationException when it is to stop: nothing stays written
   */
  void at(double share, long lines);
}
