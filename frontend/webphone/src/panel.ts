// What of the panel's behaviour belongs into the browser: timers, shortcuts, the guard against misdirected clicks, the focus.
import { FocusKeeper } from './focus.ts';
import { Guard } from './guard.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { Timers } from './timers.ts';

export class Panel {
  private readonly timers: Timers;

  constructor(host: HTMLElement, signal: AbortSignal) {
    this.timers = new Timers(host, signal);
    const guard = new Guard(host, signal);
    const focus = new FocusKeeper(host);
    listenForShortcuts(host, signal);
    let guardPlanned = false;
    const observer = new MutationObserver(() => {
      this.timers.drawAll();
      focus.look();
      if (guardPlanned) return;
      guardPlanned = true;
      // What is visible is known without a layout of its own when the frame is laid out anyway.
      requestAnimationFrame(() => {
        guardPlanned = false;
        guard.look();
      });
    });
    observer.observe(host, { subtree: true, childList: true, attributes: true,
      attributeFilter: ['data-since', 'data-total', 'data-guard', 'data-calls', 'hidden', 'class', 'style'] });
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** The server's time now, in epoch milliseconds. */
  clock(serverEpochMillis: number): void {
    this.timers.setClock(serverEpochMillis);
  }
}
