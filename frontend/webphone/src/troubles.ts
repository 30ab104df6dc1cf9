// Which troubles the page has just now. The server hears of each, and when the last one is over.
import type { Send, TroubleCode } from './protocol.ts';

export class Troubles {
  private readonly current = new Set<TroubleCode>();

  constructor(private readonly send: Send) {}

  has(code: TroubleCode): boolean {
    return this.current.has(code);
  }

  /** Said again each time it happens: the agent may have put the first notice away. */
  raise(code: TroubleCode): void {
    this.current.delete(code);
    this.current.add(code);
    this.send({ type: 'trouble', code });
  }

  /** Ends the troubles named; if another one stays, the server hears that one again. */
  over(...codes: TroubleCode[]): void {
    if (codes.filter((code) => this.current.delete(code)).length === 0) return;
    const left = [...this.current].at(-1);
    this.send(left ? { type: 'trouble', code: left } : { type: 'troubleOver' });
  }
}
