package dev.hookswitch.directory.ui;

import dev.hookswitch.directory.exchange.ImportResult;
import dev.hookswitch.directory.exchange.Progress;
import dev.hookswitch.directory.exchange.UnreadableFile;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A passage over a file that a page has begun and may cancel. */
final class ImportTask {
  private static final long BETWEEN_NEWS = TimeUnit.MILLISECONDS.toNanos(250);

  /** How it ended. */
  sealed interface End {
    record Done(ImportResult result) implements End {}

    record Cancelled() implements End {}

    /**
     * @param after as many lines could be read
     */
    record Unreadable(long after) implements End {}
  }

  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final BiConsumer<Double, Long> news;
  private long told;

  /**
   * @param news share of the file and lines, every now and then, on the thread of the passage
   */
  ImportTask(BiConsumer<Double, Long> news) {
    this.news = news;
  }

  /** Any thread. It ends at the next moment at which it can. */
  void cancel() {
    cancelled.set(true);
  }

  /** Returns when the passage is over. */
  End run(Function<Progress, ImportResult> passage) {
    try {
      return new End.Done(passage.apply(this::tell));
    } catch (CancellationException _) {
      return new End.Cancelled();
    } catch (UnreadableFile unreadable) {
      return new End.Unreadable(unreadable.after());
    }
  }

  private void tell(double share, long lines) {
    if (cancelled.get()) {
      throw new CancellationException("the import was cancelled after line " + lines);
    }
    long now = System.nanoTime();
    if (now - told > BETWEEN_NEWS) {
      told = now;
      news.accept(share, lines);
    }
  }
}
