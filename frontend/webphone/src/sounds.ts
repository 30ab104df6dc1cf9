// Every sound that the page makes itself. Synthesised: no file to load, and a loop that needs no timer, which browsers slow down
// in hidden tabs.
import { chosen } from './choices.ts';
import type { SoundGate } from './gate.ts';

interface Beep { hertz: readonly number[]; at: number; lasts: number }

/** Times in seconds; volume 0 to 1. */
export interface Pattern { lasts: number; volume: number; beeps: readonly Beep[] }

const warble = (at: number): Beep[] => [0, 1, 2, 3].map((i) => ({ hertz: [i % 2 ? 988 : 784], at: at + i * 0.13, lasts: 0.12 }));
const RINGTONE: Pattern = { lasts: 3.2, volume: 0.5, beeps: [...warble(0), ...warble(0.75)] };
/** ETSI TR 101 041-2: 425 Hz, 1 s on, 4 s off, as in most of Europe and in Russia. */
const RINGBACK: Pattern = { lasts: 5, volume: 0.15, beeps: [{ hertz: [425], at: 0, lasts: 1 }] };
const TEST: Pattern = { lasts: 1.2, volume: 0.4, beeps: [523, 659, 784].map((hertz, i) => ({ hertz: [hertz], at: i * 0.35, lasts: 0.3 })) };

const LOW = [697, 770, 852, 941];
const HIGH = [1209, 1336, 1477, 1633];
const KEYS = ['123A', '456B', '789C', '*0#D'];

/** The two frequencies of a key (ITU-T Q.23), or undefined for what is no key. */
export function keyTone(key: string): [number, number] | undefined {
  const row = KEYS.findIndex((keys) => key.length === 1 && keys.includes(key.toUpperCase()));
  if (row < 0) return undefined;
  return [LOW[row]!, HIGH[KEYS[row]!.indexOf(key.toUpperCase())]!];
}

/** Each key 120 ms, 60 ms between; other characters are silent. */
export function digitsPattern(digits: string): Pattern {
  const beeps = [...digits].map((key, i) => ({ hertz: keyTone(key) ?? [], at: i * 0.18, lasts: 0.12 }));
  return { lasts: digits.length * 0.18, volume: 0.15, beeps };
}

/** The pattern as samples between -1 and 1; beeps fade in and out within 8 ms, so that nothing clicks. */
export function render(pattern: Pattern, rate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.max(1, Math.round(pattern.lasts * rate)));
  for (const { hertz, at, lasts } of pattern.beeps) {
    const from = Math.round(at * rate);
    const length = Math.round(lasts * rate);
    const fade = 0.008 * rate;
    for (let i = 0; i < length && from + i < samples.length; i++) {
      const envelope = Math.min(1, i / fade, (length - 1 - i) / fade);
      const wave = hertz.reduce((sum, f) => sum + Math.sin(2 * Math.PI * f * i / rate), 0) / Math.max(1, hertz.length);
      samples[from + i]! += pattern.volume * envelope * wave;
    }
  }
  return samples;
}

const LOOPS = { ringtone: RINGTONE, ringback: RINGBACK };
export type Loop = keyof typeof LOOPS;

/** How long a permitted context may take to start running, in milliseconds. */
const START_MS = 400;

export class Sounds {
  private context: AudioContext | undefined;
  private readonly loops = new Map<Loop, AudioBufferSourceNode>();
  private readonly playing = new Set<AudioBufferSourceNode>();
  private readonly resume = async (): Promise<void> => { await this.context?.resume(); };

  constructor(private readonly gate: SoundGate) {}

  /** Plays it over and over until `stop`; a second call changes nothing. */
  start(loop: Loop): void {
    if (this.loops.has(loop)) return;
    this.loops.set(loop, this.play(LOOPS[loop], true));
  }

  stop(loop: Loop): void {
    const source = this.loops.get(loop);
    if (!source) return;
    this.loops.delete(loop);
    source.stop();
    this.ended(source);
  }

  digits(digits: string): void {
    this.play(digitsPattern(digits), false);
  }

  test(): void {
    this.play(TEST, false);
  }

  async close(): Promise<void> {
    this.gate.forget(this.resume);
    await this.context?.close();
    this.context = undefined;
  }

  private play(pattern: Pattern, loop: boolean): AudioBufferSourceNode {
    const context = (this.context ??= new AudioContext());
    const samples = render(pattern, context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer, loop });
    source.connect(context.destination);
    source.addEventListener('ended', () => this.ended(source));
    source.start();
    this.playing.add(source);
    void this.wake(context);
    return source;
  }

  private async wake(context: AudioContext): Promise<void> {
    const { sinkId } = context as SinkContext;
    if (sinkId !== undefined && sinkId !== chosen('speaker')) await (context as SinkContext).setSinkId(chosen('speaker')).catch(() => undefined);
    // Where sound is blocked, resume() does not fail: it waits for a click.
    await Promise.race([context.resume().catch(() => undefined), new Promise((later) => setTimeout(later, START_MS))]);
    if (context.state === 'suspended' && this.playing.size > 0) this.gate.blocked(this.resume);
  }

  private ended(source: AudioBufferSourceNode): void {
    this.playing.delete(source);
    source.disconnect();
    // A running context keeps the processor and the sound device awake all day.
    if (this.playing.size === 0 && this.context?.state === 'running') void this.context.suspend();
  }
}

/** The choice of a speaker for Web Audio; not in TypeScript's library yet, and not in every browser. */
interface SinkContext extends AudioContext { sinkId?: string; setSinkId(id: string): Promise<void> }
