// From what the browser counts to one mark that an agent understands.
import type { Quality } from './protocol.ts';

export interface Sample { roundTripMs: number; jitterMs: number; lossPercent: number }

/**
 * Rating factor R of ITU-T G.107 in the shortened form that monitoring tools use: 93.2 at best, less for delay and for loss.
 * The delay that counts is half the round trip, twice the jitter for the jitter buffer, and 10 ms for the codec; above 160 ms it
 * weighs four times as much. Each per cent of lost packets costs 2.5.
 */
export function ratingFactor({ roundTripMs, jitterMs, lossPercent }: Sample): number {
  const delay = roundTripMs / 2 + 2 * jitterMs + 10;
  const forDelay = delay < 160 ? delay / 40 : (delay - 120) / 10;
  return 93.2 - forDelay - 2.5 * lossPercent;
}

/** R from 80 (G.109: "satisfied") is good, from 70 ("some users dissatisfied") fair, below poor. */
export function mark(sample: Sample): Quality {
  const r = ratingFactor(sample);
  return r >= 80 ? 'good' : r >= 70 ? 'fair' : 'poor';
}

interface Totals { received: number; lost: number }

/** Turns the totals of successive statistics reports into figures of the time between them. Audio only. */
export class Meter {
  private before: Totals | undefined;

  sample(report: RTCStatsReport): Sample {
    const now: Totals = { received: 0, lost: 0 };
    let roundTripMs = 0;
    let pathRoundTripMs = 0;
    let jitterMs = 0;
    for (const entry of report.values()) {
      if (entry.type === 'inbound-rtp' && entry.kind === 'audio') {
        now.received += entry.packetsReceived ?? 0;
        now.lost += entry.packetsLost ?? 0;
        jitterMs = Math.max(jitterMs, (entry.jitter ?? 0) * 1000);
      } else if (entry.type === 'remote-inbound-rtp' && entry.kind === 'audio') {
        roundTripMs = Math.max(roundTripMs, (entry.roundTripTime ?? 0) * 1000);
      } else if (entry.type === 'candidate-pair' && entry.nominated) {
        pathRoundTripMs = Math.max(pathRoundTripMs, (entry.currentRoundTripTime ?? 0) * 1000);
      }
    }
    const received = now.received - (this.before?.received ?? 0);
    const lost = Math.max(0, now.lost - (this.before?.lost ?? 0)); // packets that come twice make the total smaller
    this.before = now;
    const expected = received + lost;
    return { roundTripMs: Math.round(roundTripMs || pathRoundTripMs), jitterMs: Math.round(jitterMs),
      lossPercent: expected > 0 ? Math.round(1000 * lost / expected) / 10 : 0 };
  }
}

/** Decides what is worth telling: a changed mark at once, the same one every 10 s. */
export class Reporter {
  private last: Quality | undefined;
  private saidAt = 0;

  isDue(quality: Quality, nowMs: number): boolean {
    if (quality === this.last && nowMs - this.saidAt < 10_000) return false;
    this.last = quality;
    this.saidAt = nowMs;
    return true;
  }
}
