// A card that appears under a pointer that is already on its way: what is clicked within 400 ms was meant for something else.
import { isVisible } from './dom.ts';

export const GUARD_MS = 400;

/** Remembers since when each guarded element shows what it shows. Times in milliseconds of one clock. */
export class Appearances<E extends object> {
  private readonly seen = new Map<E, { value: string; since: number }>();

  /** The guarded elements that are visible at `now`, each with its value. */
  update(visible: Iterable<readonly [E, string]>, now: number): void {
    const current = new Map(visible);
    for (const element of this.seen.keys()) if (!current.has(element)) this.seen.delete(element);
    for (const [element, value] of current) {
      if (this.seen.get(element)?.value !== value) this.seen.set(element, { value, since: now });
    }
  }

  isTooFresh(element: E, now: number): boolean {
    const seen = this.seen.get(element);
    return seen !== undefined && now - seen.since < GUARD_MS;
  }
}

export class Guard {
  private readonly appearances = new Appearances<Element>();

  constructor(private readonly host: HTMLElement, signal: AbortSignal) {
    host.addEventListener('click', (event) => {
      this.look(); // what became visible through a change outside the panel
      const guarded = event.target instanceof Element ? event.target.closest('[data-guard]') : null;
      // The time of the click itself: a busy page handles it later.
      if (!guarded || !this.appearances.isTooFresh(guarded, event.timeStamp)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, { capture: true, signal });
    this.look();
  }

  look(): void {
    const guarded = [...this.host.querySelectorAll<HTMLElement>('[data-guard]')].filter(isVisible);
    this.appearances.update(guarded.map((element) => [element, element.dataset.guard ?? ''] as const), performance.now());
  }
}
