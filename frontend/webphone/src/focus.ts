// A call must not cost a keyboard user the place where they were. The host's `data-calls` holds the number of running calls.
import { isVisible } from './dom.ts';

export class FocusKeeper {
  private calls: number;
  private place: HTMLElement | undefined;

  constructor(private readonly host: HTMLElement) {
    this.calls = this.count();
  }

  /** To be called when `data-calls` may have changed. */
  look(): void {
    const before = this.calls;
    this.calls = this.count();
    if (before === 0 && this.calls > 0) this.remember();
    else if (before > 0 && this.calls === 0) requestAnimationFrame(() => this.giveBack()); // after the card is gone
  }

  private count(): number {
    return Number(this.host.dataset.calls ?? 0);
  }

  private remember(): void {
    const active = document.activeElement;
    this.place = active instanceof HTMLElement && active !== document.body ? active : undefined;
  }

  private giveBack(): void {
    const place = this.place;
    this.place = undefined;
    const active = document.activeElement;
    const lost = !active || active === document.body || !isVisible(active);
    if (place && lost && isVisible(place)) place.focus();
  }
}
