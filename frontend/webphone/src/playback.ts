// The far end's sound: a hidden audio element, on the chosen speaker.
import { chosen, onChoice } from './choices.ts';
import type { SoundGate } from './gate.ts';

export class Playback {
  private readonly element: HTMLAudioElement;
  private readonly gone = new AbortController();
  private readonly retry = (): Promise<void> => this.element.play();

  constructor(host: HTMLElement, id: string, private readonly gate: SoundGate) {
    this.element = document.createElement('audio');
    this.element.id = id;
    this.element.hidden = true;
    host.append(this.element);
    onChoice('speaker', () => void this.toSpeaker(), this.gone.signal);
  }

  async play(track: MediaStreamTrack): Promise<void> {
    this.element.srcObject = new MediaStream([track]);
    await this.toSpeaker();
    try {
      await this.element.play();
    } catch (error) {
      // Anything else than a refusal means that the element was removed or given another stream meanwhile.
      if (error instanceof DOMException && error.name === 'NotAllowedError' && !this.gone.signal.aborted) this.gate.blocked(this.retry);
    }
  }

  set silent(silent: boolean) {
    this.element.muted = silent;
  }

  remove(): void {
    this.gone.abort();
    this.gate.forget(this.retry);
    this.element.srcObject = null;
    this.element.remove();
  }

  private async toSpeaker(): Promise<void> {
    if (!('setSinkId' in this.element) || this.element.sinkId === chosen('speaker')) return;
    // A chosen speaker that is gone leaves the sound on the system's own.
    await this.element.setSinkId(chosen('speaker')).catch(() => this.element.setSinkId('').catch(() => undefined));
  }
}
