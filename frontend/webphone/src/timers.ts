// Durations that tick in the page: `data-since` (epoch milliseconds by the server's clock) runs, `data-total` (milliseconds) stands.

/** 65 000 → "1:05"; from one hour on "1:00:00". Below zero, as a clock that is corrected may have it, counts as zero. */
export function formatDuration(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${two(seconds % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/**
 * The time since `since` as shown at `now`: all timers of the page move together, at the whole seconds of the server's clock, and
 * none ever shows more than has passed.
 */
export function elapsed(since: number, now: number): number {
  return Math.floor(now / 1000) * 1000 - Math.ceil(since / 1000) * 1000;
}

export class Timers {
  /** Server's clock minus ours, in milliseconds. */
  private skew = 0;
  private next: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: HTMLElement, signal: AbortSignal) {
    signal.addEventListener('abort', () => clearTimeout(this.next));
    this.tick();
  }

  setClock(serverEpochMillis: number): void {
    this.skew = serverEpochMillis - Date.now();
    this.tick();
  }

  drawAll(): void {
    for (const element of this.host.querySelectorAll<HTMLElement>('[data-since], [data-total]')) this.draw(element);
  }

  private tick(): void {
    clearTimeout(this.next);
    this.drawAll();
    this.next = setTimeout(() => this.tick(), 1000 - ((Date.now() + this.skew) % 1000));
  }

  private draw(element: HTMLElement): void {
    const { since, total } = element.dataset;
    const millis = since ? elapsed(Number(since), Date.now() + this.skew) : Number(total);
    if (Number.isNaN(millis)) return;
    const text = formatDuration(millis);
    if (element.textContent === text) return;
    // The text node stays the same: the server may own it.
    if (element.firstChild instanceof Text && element.childNodes.length === 1) element.firstChild.data = text;
    else element.textContent = text;
  }
}
