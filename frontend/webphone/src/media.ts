// One media session: does in the browser what the state machine of phone.ts asks for.
//
// All m-lines that are possible are negotiated at the start as sendrecv, whatever the call begins with. Hold, resume, camera on
// and off then only put a track into a sender or take it out (replaceTrack), which needs no new description. So only the offering
// side ever offers, at the start and for an ICE restart, and two offers can never meet. Who describes the session, and how, is the
// business of its negotiation.
import { NoDevice, openCamera, openMicrophone } from './capture.ts';
import { onChoice } from './choices.ts';
import type { SoundGate } from './gate.ts';
import { DEADLINE_MS, PATIENCE_MS, isAlive, transition, type Effect, type PhoneEvent, type State } from './phone.ts';
import { Playback } from './playback.ts';
import type { Negotiated, Negotiation } from './negotiation.ts';
import type { Candidate, Description, Flow, MediaKind, Outcome, Send } from './protocol.ts';
import { mark, Meter, Reporter } from './quality.ts';
import type { Troubles } from './troubles.ts';
import { VideoRegion } from './video.ts';

const QUALITY_EVERY_MS = 2_000;
const PICTURE_EVERY_MS = 500;
const PICTURE_GONE_AFTER_MS = 1_500;

/** What a session needs of its page. */
export interface Page { host: HTMLElement; send: Send; troubles: Troubles; gate: SoundGate }

export class MediaSession implements Negotiated {
  private current: State = 'idle';
  private connection: RTCPeerConnection | undefined;
  private flow: Flow = 'open';
  private wanted: MediaKind = 'audio';

  private microphone: MediaStreamTrack | undefined;
  private camera: MediaStreamTrack | undefined;
  private cameraTurn = 0;
  private audio: RTCRtpTransceiver | undefined;
  private video: RTCRtpTransceiver | undefined;
  private readonly playback: Playback;
  private readonly region: VideoRegion;
  private farPicture = { newest: -1, seenAt: -Infinity, present: false };

  private begin: (first: Promise<void>) => void = () => undefined;
  /** Steps of the negotiation, one after the other. They wait for the microphone and then for the negotiation to begin. */
  private steps: Promise<void> = new Promise((begin) => { this.begin = begin; });

  private readonly meter = new Meter();
  private readonly reporter = new Reporter();
  private readonly over = new AbortController();
  private readonly intervals: ReturnType<typeof setInterval>[] = [];
  private patience: ReturnType<typeof setTimeout> | undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private saidConnected = false;

  constructor(readonly id: string, private readonly page: Page, private readonly negotiation: Negotiation) {
    this.playback = new Playback(page.host, id, page.gate);
    this.region = new VideoRegion(page.host, id);
    onChoice('microphone', () => void this.changeMicrophone(), this.over.signal);
    onChoice('camera', () => void this.changeCamera(), this.over.signal);
  }

  get state(): State {
    return this.current;
  }

  /** Undefined until the microphone is there. */
  get pc(): RTCPeerConnection | undefined {
    return this.connection;
  }

  /** @param media what is sent at first */
  start(media: MediaKind): void {
    this.wanted = media;
    this.happened('start');
  }

  stop(): void {
    this.happened('stop');
  }

  described(description: Description): void {
    this.negotiation.described(this, description);
  }

  candidate(candidate: Candidate): void {
    this.negotiation.candidate(this, candidate);
  }

  /** Works at once; before the media is there it is remembered. */
  setFlow(flow: Flow): void {
    this.flow = flow;
    this.playback.silent = flow === 'held';
    if (this.microphone) this.microphone.enabled = flow === 'open';
    this.step(() => this.sendMicrophone());
    void this.applyCamera();
  }

  setVideo(media: MediaKind): void {
    this.wanted = media;
    if (media === 'audio') this.page.troubles.over('camera');
    void this.applyCamera();
  }

  /** Sends digits as RFC 4733 events, after those that are still on their way. */
  sendTones(digits: string): void {
    this.step(async () => {
      const dtmf = this.audio?.sender.dtmf;
      if (!dtmf?.canInsertDTMF) throw new Unsent(`digits cannot be sent in state ${this.current}, flow ${this.flow}`);
      dtmf.insertDTMF(dtmf.toneBuffer + digits); // alone, the new digits would replace the waiting ones
    });
  }

  private happened(event: PhoneEvent): void {
    const step = transition(this.current, event);
    this.current = step.state;
    for (const effect of step.effects) this.perform(effect);
  }

  private perform(effect: Effect): void {
    switch (effect) {
      case 'acquire': void this.acquire(); break;
      case 'negotiate': void this.negotiate(); break;
      case 'measure': this.measure(); break;
      case 'beginPatience': this.patience = setTimeout(() => this.happened('patienceOver'), PATIENCE_MS); break;
      case 'endPatience': clearTimeout(this.patience); break;
      case 'beginDeadline': this.deadline = setTimeout(() => this.happened('deadline'), DEADLINE_MS); break;
      case 'endDeadline': clearTimeout(this.deadline); break;
      case 'restartIce': this.negotiation.restartIce(this); break;
      case 'reportConnected': this.reportConnected(); break;
      case 'reportLost': this.report('lost'); break;
      case 'reportNoMicrophone': this.report('noMicrophone'); break;
      case 'release': this.release(); break;
      default: effect satisfies never;
    }
  }

  private async acquire(): Promise<void> {
    try {
      const microphone = await openMicrophone();
      if (!isAlive(this.current)) return microphone.stop(); // stopped while a person was being asked
      this.useMicrophone(microphone);
      this.page.troubles.over('permission', 'noDevice', 'insecure');
      this.happened('ready');
    } catch (error) {
      if (!isAlive(this.current)) return;
      this.page.troubles.raise(error instanceof NoDevice ? error.code : 'noDevice');
      this.happened('refused');
    }
  }

  private async negotiate(): Promise<void> {
    const microphone = this.microphone;
    if (!microphone) return;
    try {
      const { pc, first } = await this.negotiation.begin(this, microphone);
      if (!isAlive(this.current)) return pc.close();
      this.connection = pc;
      pc.addEventListener('connectionstatechange', () => this.connectionChanged(pc), { signal: this.over.signal });
      this.begin(first);
    } catch (error) {
      this.failed(error);
    }
  }

  private connectionChanged(pc: RTCPeerConnection): void {
    if (pc.connectionState === 'connected') this.happened('up');
    else if (pc.connectionState === 'disconnected') this.happened('down');
    else if (pc.connectionState === 'failed') this.happened('downForGood');
  }

  /** Takes the first audio and the first video line of the connection into use. */
  async adopt(transceiver: RTCRtpTransceiver): Promise<void> {
    if (transceiver.direction === 'stopped') return;
    const track = transceiver.receiver.track;
    if (track.kind === 'audio' && !this.audio) {
      this.audio = transceiver;
      transceiver.direction = 'sendrecv';
      await this.sendMicrophone();
      void this.playback.play(track);
    } else if (track.kind === 'video' && !this.video) {
      this.video = transceiver;
      transceiver.direction = 'sendrecv';
      void this.applyCamera();
    }
  }

  step(work: (pc: RTCPeerConnection) => Promise<void>): void {
    this.steps = this.steps.then(async () => {
      if (!this.connection || !isAlive(this.current)) return;
      try {
        await work(this.connection);
      } catch (error) {
        this.failed(error);
      }
    });
  }

  failed(error: unknown): void {
    if (!isAlive(this.current)) return; // closing the connection under a running step is no failure
    console.warn('web phone:', error);
    if (!(error instanceof Unsent)) this.happened('broken');
  }

  // ---- microphone ----

  private useMicrophone(track: MediaStreamTrack): void {
    this.microphone?.stop();
    this.microphone = track;
    track.enabled = this.flow === 'open';
    track.addEventListener('ended', () => void this.changeMicrophone(), { signal: this.over.signal });
  }

  /** The device was unplugged, or another one was chosen. Without a microphone the session goes on listening. */
  private async changeMicrophone(): Promise<void> {
    if (!this.microphone || !isAlive(this.current)) return;
    try {
      const track = await openMicrophone();
      if (!isAlive(this.current)) return track.stop();
      this.useMicrophone(track);
      this.step(() => this.sendMicrophone());
      this.page.troubles.over('deviceLost');
    } catch {
      if (!isAlive(this.current)) return;
      this.page.troubles.raise('deviceLost');
      navigator.mediaDevices?.addEventListener('devicechange', () => void this.changeMicrophone(), { once: true, signal: this.over.signal });
    }
  }

  private async sendMicrophone(): Promise<void> {
    await this.audio?.sender.replaceTrack(this.flow === 'held' ? null : this.microphone ?? null);
  }

  // ---- pictures ----

  private get sendsPicture(): boolean {
    return this.wanted === 'audioAndVideo' && this.flow !== 'held' && this.video !== undefined && isAlive(this.current);
  }

  /** Opens or closes the camera as wanted now. A held call has its camera off, light included. */
  private async applyCamera(): Promise<void> {
    const turn = ++this.cameraTurn;
    if (this.sendsPicture && this.camera) return;
    if (!this.sendsPicture) {
      await this.useCamera(undefined);
      return;
    }
    try {
      const camera = await openCamera();
      if (turn !== this.cameraTurn || !this.sendsPicture) return camera.stop();
      camera.addEventListener('ended', () => void this.changeCamera(), { signal: this.over.signal });
      await this.useCamera(camera);
      this.page.troubles.over('camera');
    } catch (error) {
      if (turn !== this.cameraTurn) return;
      console.warn('web phone: no picture', error);
      this.page.troubles.raise('camera');
    }
  }

  private async changeCamera(): Promise<void> {
    if (!this.camera) return;
    await this.useCamera(undefined);
    await this.applyCamera();
  }

  private async useCamera(camera: MediaStreamTrack | undefined): Promise<void> {
    if (camera === this.camera) return this.drawPictures();
    this.camera?.stop();
    this.camera = camera;
    this.drawPictures();
    await this.video?.sender.replaceTrack(camera ?? null);
  }

  /**
   * Whether the far end sends a picture is seen by its packets: a sender without a track sends none, and no description changes.
   * The browser's own "mute" event of the track does not come then.
   */
  private lookForPicture(): void {
    const sources = this.video?.receiver.getSynchronizationSources() ?? [];
    const newest = Math.max(-1, ...sources.map((source) => source.timestamp));
    const now = performance.now();
    if (newest !== this.farPicture.newest) Object.assign(this.farPicture, { newest, seenAt: newest < 0 ? -Infinity : now });
    const present = now - this.farPicture.seenAt < PICTURE_GONE_AFTER_MS;
    if (present === this.farPicture.present) return this.region.place();
    this.farPicture.present = present;
    this.drawPictures();
    if (present) this.report('videoPresent');
  }

  private drawPictures(): void {
    const shown = this.flow !== 'held' && isAlive(this.current);
    this.region.show(shown && this.farPicture.present ? this.video?.receiver.track : undefined, shown ? this.camera : undefined);
  }

  // ---- reports ----

  private report(outcome: Outcome): void {
    this.page.send({ type: 'report', session: this.id, outcome });
  }

  private reportConnected(): void {
    if (this.saidConnected) return;
    this.saidConnected = true;
    this.report('connected');
  }

  private measure(): void {
    if (this.intervals.length > 0) return;
    this.intervals.push(setInterval(() => void this.reportQuality(), QUALITY_EVERY_MS), setInterval(() => this.lookForPicture(), PICTURE_EVERY_MS));
  }

  private async reportQuality(): Promise<void> {
    if (!this.connection) return;
    const sample = this.meter.sample(await this.connection.getStats());
    if (!isAlive(this.current)) return;
    const quality = this.current === 'connected' ? mark(sample) : 'poor';
    if (this.reporter.isDue(quality, performance.now())) this.page.send({ type: 'quality', session: this.id, quality, ...sample });
  }

  private release(): void {
    this.over.abort();
    clearTimeout(this.patience);
    clearTimeout(this.deadline);
    for (const interval of this.intervals) clearInterval(interval);
    this.microphone?.stop();
    this.camera?.stop();
    this.camera = undefined;
    this.connection?.close();
    this.playback.remove();
    this.region.remove();
  }
}

/** Something that could not be sent and that the session survives. */
class Unsent extends Error {}
