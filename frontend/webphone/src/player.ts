// Plays the recording of a call. The server draws the parts and their names; here is what they do.
//
//   idle ──► loading ⇄ playing ⇄ paused        idle: nothing has been asked for, so nobody counts as a listener yet
//               └──────► failed ──► loading    failed: says why, play tries again from the same place
import { whenRemoved } from './dom.ts';
import { formatDuration } from './timers.ts';

export type Trouble = 'unknown' | 'gone' | 'refused' | 'unreachable' | 'signedOut' | 'offline' | 'unplayable';

/** `position` names two times as $1 and $2, `speedIs` the speed as $1. */
interface Words extends Record<Trouble, string> {
  play: string;
  pause: string;
  loading: string;
  position: string;
  speedIs: string;
}

interface PlayerElement extends HTMLElement {
  player?: { play(): void };
}

type State = 'idle' | 'loading' | 'playing' | 'paused' | 'failed';

const SPEEDS = [1, 1.25, 1.5, 2];
const BARS = 96;
const SVG = 'http://www.w3.org/2000/svg';

/** A picture of more than this would cost more than it is worth: its samples are all in memory for a moment. */
const DRAWN_SECONDS = 15 * 60;
const DRAWN_BYTES = 16 * 1024 * 1024;
/** As few samples as a picture needs. */
const DRAWN_RATE = 8_000;

export const nextSpeed = (speed: number): number => SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length]!;

/** Where a key of the slider leads, in seconds; undefined for any other key. */
export function placeAfter(key: string, at: number, length: number): number | undefined {
  const place = { ArrowLeft: at - 5, ArrowDown: at - 5, ArrowRight: at + 5, ArrowUp: at + 5, PageDown: at - 30, PageUp: at + 30, Home: 0,
    End: length }[key];
  return place === undefined ? undefined : Math.min(length, Math.max(0, place));
}

/** The loudest sample of each of so many stretches, the loudest of all being 1. */
export function peaks(samples: Float32Array, bars: number): number[] {
  const stretch = Math.max(1, Math.ceil(samples.length / bars));
  const loudest = Array.from({ length: bars }, (_, bar) =>
    samples.subarray(bar * stretch, (bar + 1) * stretch).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0));
  const most = Math.max(...loudest);
  return loudest.map((peak) => (most > 0 ? peak / most : 0));
}

/** Why a recording does not play, by the answer to another look at it; undefined when none came. */
export function troubleOf(answer: { type: string; status: number } | undefined): Trouble {
  if (!answer) return 'offline';
  if (answer.type === 'opaqueredirect' || answer.status === 401) return 'signedOut';
  switch (answer.status) {
    case 200: case 206: return 'unplayable';
    case 404: return 'unknown';
    case 410: return 'gone';
    case 502: return 'refused';
    default: return 'unreachable';
  }
}

class Player {
  private readonly audio = document.createElement('audio');
  private readonly play: HTMLElement;
  private readonly wave: HTMLElement;
  private readonly bars: SVGRectElement[] = [];
  private readonly life = new AbortController();
  private state: State = 'idle';
  /** Where to begin once the length is known. */
  private start = 0;
  private drawn = false;

  constructor(private readonly root: HTMLElement, private readonly words: Words) {
    this.play = this.part('play');
    this.wave = this.part('wave');
    this.audio.preload = 'none';
    root.append(this.audio); // a player that leaves the page falls silent
    this.drawBars();
    this.listen();
    this.become('idle');
    this.draw();
    whenRemoved(root, 1_000, () => this.leave(), this.life.signal);
  }

  toggle(): void {
    if (this.state === 'playing' || this.state === 'loading') this.audio.pause();
    else this.begin();
  }

  begin(): void {
    if (this.state === 'idle' || this.state === 'failed') this.audio.src = new URL(this.root.dataset.src!, document.baseURI).href;
    this.become('loading');
    // A refusal of the browser leaves it paused; every other failure comes as an event.
    this.audio.play().catch((e: unknown) => {
      if (e instanceof DOMException && e.name === 'NotAllowedError') this.become('paused');
    });
  }

  private listen(): void {
    const on = (type: string, heard: () => void): void => this.audio.addEventListener(type, heard);
    on('loadedmetadata', () => {
      if (this.start > 0) this.audio.currentTime = this.start;
    });
    on('playing', () => {
      this.become('playing');
      void this.drawWave();
    });
    on('waiting', () => this.become('loading'));
    on('pause', () => {
      if (this.state !== 'failed') this.become('paused');
    });
    on('error', () => void this.fail());
    for (const type of ['timeupdate', 'durationchange', 'seeked']) on(type, () => this.draw());
    this.play.addEventListener('click', () => this.toggle());
    this.part('speed').addEventListener('click', () => {
      this.audio.playbackRate = this.audio.defaultPlaybackRate = nextSpeed(this.audio.playbackRate);
      this.draw();
    });
    this.wave.addEventListener('keydown', (event) => {
      const place = placeAfter(event.key, this.at(), this.length());
      if (place === undefined && event.key !== ' ') return;
      event.preventDefault();
      if (place === undefined) this.toggle();
      else this.seek(place);
    });
    const seekTo = (event: PointerEvent): void => {
      const { left, width } = this.wave.getBoundingClientRect();
      this.seek(Math.min(1, Math.max(0, (event.clientX - left) / width)) * this.length());
    };
    this.wave.addEventListener('pointerdown', (event) => {
      this.wave.setPointerCapture(event.pointerId);
      seekTo(event);
    });
    this.wave.addEventListener('pointermove', (event) => {
      if (this.wave.hasPointerCapture(event.pointerId)) seekTo(event);
    });
  }

  private seek(place: number): void {
    this.start = place;
    if (this.audio.readyState > 0) this.audio.currentTime = place;
    this.draw();
  }

  private at(): number {
    return this.audio.readyState > 0 ? this.audio.currentTime : this.start;
  }

  /** As the recording says, else as long as the call talked. */
  private length(): number {
    return Number.isFinite(this.audio.duration) ? this.audio.duration : Number(this.root.dataset.seconds);
  }

  /** An audio element does not say why it failed; another look at the same address does. */
  private async fail(): Promise<void> {
    if (this.life.signal.aborted) return;
    this.start = this.at();
    const answer = await fetch(this.audio.src, { method: 'HEAD', redirect: 'manual', signal: this.life.signal }).catch(() => undefined);
    this.become('failed', this.words[troubleOf(answer)]);
  }

  private become(state: State, said = ''): void {
    this.state = state;
    this.root.dataset.state = state;
    const runs = state === 'playing' || state === 'loading';
    this.play.setAttribute('aria-label', runs ? this.words.pause : this.words.play);
    this.play.title = runs ? this.words.pause : this.words.play;
    this.part('said').textContent = state === 'loading' ? this.words.loading : said;
  }

  private draw(): void {
    const at = this.at();
    const length = this.length();
    const shown = [formatDuration(at * 1000), formatDuration(length * 1000)] as const;
    this.part('at').textContent = shown[0];
    this.part('length').textContent = shown[1];
    this.wave.setAttribute('aria-valuemax', String(Math.round(length)));
    this.wave.setAttribute('aria-valuenow', String(Math.round(at)));
    this.wave.setAttribute('aria-valuetext', this.words.position.replace('$1', shown[0]).replace('$2', shown[1]));
    const played = length > 0 ? (at / length) * BARS : 0;
    this.bars.forEach((bar, place) => bar.classList.toggle('on', place < played));
    const speed = `${this.audio.playbackRate}×`;
    this.part('speed').textContent = speed;
    this.part('speed').setAttribute('aria-label', this.words.speedIs.replace('$1', speed));
  }

  private drawBars(): void {
    const picture = document.createElementNS(SVG, 'svg');
    picture.setAttribute('viewBox', `0 0 ${BARS * 4} 36`);
    picture.setAttribute('preserveAspectRatio', 'none');
    picture.setAttribute('aria-hidden', 'true');
    for (let place = 0; place < BARS; place++) {
      const bar = document.createElementNS(SVG, 'rect');
      bar.setAttribute('x', String(place * 4));
      bar.setAttribute('width', '2.5');
      bar.setAttribute('rx', '1');
      this.bars.push(bar);
    }
    this.heights(Array.from({ length: BARS }, () => 0));
    picture.append(...this.bars);
    this.wave.append(picture);
  }

  private heights(loudness: number[]): void {
    this.bars.forEach((bar, place) => {
      const height = 4 + 28 * (loudness[place] ?? 0);
      bar.setAttribute('y', String(18 - height / 2));
      bar.setAttribute('height', String(height));
    });
  }

  /** Only of what is being listened to, once. A recording that is too long or cannot be drawn keeps its even bars. */
  private async drawWave(): Promise<void> {
    if (this.drawn || this.length() > DRAWN_SECONDS) return;
    this.drawn = true;
    const stop = new AbortController();
    try {
      const answer = await fetch(this.audio.src, { signal: AbortSignal.any([this.life.signal, stop.signal]) });
      if (!answer.ok || Number(answer.headers.get('content-length') ?? Infinity) > DRAWN_BYTES) {
        stop.abort();
        return;
      }
      const sound = await new OfflineAudioContext(1, 1, DRAWN_RATE).decodeAudioData(await answer.arrayBuffer());
      this.heights(peaks(sound.getChannelData(0), BARS));
    } catch {
      // It plays all the same.
    }
  }

  private leave(): void {
    this.life.abort();
    this.audio.removeAttribute('src');
    this.audio.load(); // ends the request
  }

  private part(name: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(`[data-part=${name}]`)!;
  }
}

/**
 * Makes the element a player of `data-src`, `data-seconds` long as far as the server knows, of its descendants with `data-part`: the buttons
 * `play` and `speed`, the slider `wave`, and the texts `at`, `length` and `said`. Attaching twice changes nothing.
 */
export function attachPlayer(element: PlayerElement, words: Words): void {
  if (element.player) return;
  const player = new Player(element, words);
  element.player = { play: () => player.begin() };
}
