// Browsers play no sound in a page that nobody has touched yet. What was blocked is tried again with the next click or key.
import type { Troubles } from './troubles.ts';

export class SoundGate {
  private readonly waiting = new Set<() => Promise<unknown>>();

  constructor(private readonly troubles: Troubles, signal: AbortSignal) {
    for (const gesture of ['click', 'keydown']) {
      addEventListener(gesture, () => void this.opened(), { capture: true, signal });
    }
  }

  /** @param retry rejects if the sound is still not allowed */
  blocked(retry: () => Promise<unknown>): void {
    this.waiting.add(retry);
    if (!this.troubles.has('soundBlocked')) this.troubles.raise('soundBlocked');
  }

  /** The sound that `retry` stands for is not wanted any more. */
  forget(retry: () => Promise<unknown>): void {
    this.waiting.delete(retry);
  }

  private async opened(): Promise<void> {
    const retries = [...this.waiting];
    await Promise.all(retries.map((retry) => retry().then(() => this.waiting.delete(retry), () => false)));
    if (this.waiting.size === 0) this.troubles.over('soundBlocked');
  }
}
