// The browser's interfaces that the web phone touches, played by objects that remember what was asked of them.
import { EventEmitter } from 'node:events';

export class FakeTrack extends EventTarget {
  enabled = true;
  stopped = false;
  constructor(readonly kind: string) { super(); }
  stop(): void { this.stopped = true; }
}

class FakeSender {
  track: FakeTrack | null = null;
  readonly dtmf = { canInsertDTMF: true, toneBuffer: '', insertDTMF(digits: string): void { this.toneBuffer = digits; } };
  async replaceTrack(track: FakeTrack | null): Promise<void> { this.track = track; }
}

class FakeTransceiver {
  direction = 'recvonly';
  readonly sender = new FakeSender();
  readonly receiver: { track: FakeTrack; sources: { timestamp: number }[]; getSynchronizationSources(): { timestamp: number }[] };
  constructor(kind: string) {
    this.receiver = { track: new FakeTrack(kind), sources: [], getSynchronizationSources() { return this.sources; } };
  }
}

export class FakeConnection extends EventTarget {
  static readonly all: FakeConnection[] = [];
  connectionState = 'new';
  iceGatheringState = 'new';
  signalingState = 'stable';
  remoteDescription: { type: string; sdp: string } | null = null;
  localDescription: { type: string; sdp: string } | null = null;
  readonly transceivers: FakeTransceiver[] = [];
  readonly candidates: (string | undefined)[] = [];
  restarts = 0;
  closed = false;
  private version = 0;

  constructor(readonly configuration: RTCConfiguration) {
    super();
    FakeConnection.all.push(this);
  }
  addTransceiver(kind: string): FakeTransceiver {
    const transceiver = new FakeTransceiver(kind);
    this.transceivers.push(transceiver);
    return transceiver;
  }
  addTrack(track: FakeTrack): FakeSender {
    const { sender } = this.addTransceiver(track.kind);
    sender.track = track;
    return sender;
  }
  async createAnswer(): Promise<object> { return { type: 'answer', sdp: 'v=0' }; }
  getTransceivers(): FakeTransceiver[] { return this.transceivers; }
  async setLocalDescription(): Promise<void> {
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    this.signalingState = type === 'answer' ? 'stable' : 'have-local-offer';
    this.localDescription = { type, sdp: `${type} ${++this.version}` };
  }
  async setRemoteDescription(description: { type: string; sdp: string }): Promise<void> {
    if (description.sdp === 'garbage') throw new Error('no SDP');
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    if (description.type === 'offer' && this.transceivers.length === 0) for (const kind of ['audio', 'video']) this.addTransceiver(kind);
    for (const transceiver of this.transceivers) this.dispatchEvent(Object.assign(new Event('track'), { transceiver }));
  }
  async addIceCandidate(init?: { candidate: string }): Promise<void> {
    if (!this.remoteDescription) throw new Error('no remote description');
    if (init?.candidate === 'garbage') throw new Error('no candidate');
    this.candidates.push(init?.candidate);
  }
  restartIce(): void { this.restarts++; }
  async getStats(): Promise<Map<string, object>> { return new Map(); }
  close(): void { this.closed = true; }
  /** All candidates are found. */
  gathers(): void {
    this.iceGatheringState = 'complete';
    this.dispatchEvent(new Event('icegatheringstatechange'));
  }
  finds(candidate: string): void {
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { candidate, sdpMid: '0', sdpMLineIndex: 0 } }));
  }
  becomes(state: string): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

class FakeElement extends EventTarget {
  muted = false;
  hidden = false;
  id = '';
  className = '';
  srcObject: unknown = null;
  parentElement: FakeElement | null = null;
  readonly children: FakeElement[] = [];
  constructor(readonly localName: string) { super(); }
  append(child: FakeElement): void { child.remove(); child.parentElement = this; this.children.push(child); }
  remove(): void {
    const siblings = this.parentElement?.children;
    siblings?.splice(siblings.indexOf(this), 1);
    this.parentElement = null;
  }
  querySelector(): FakeElement { return this; }
  async play(): Promise<void> {}
}

/** The microphone that a person allows, refuses, or is still being asked about. */
export class FakeDevices extends EventTarget {
  readonly opened: FakeTrack[] = [];
  refusal: string | undefined;
  asked: Promise<void> = Promise.resolve();
  async getUserMedia(constraints: MediaStreamConstraints): Promise<{ getTracks(): FakeTrack[] }> {
    await this.asked;
    if (this.refusal) throw new DOMException('no', this.refusal);
    const track = new FakeTrack(constraints.audio ? 'audio' : 'video');
    this.opened.push(track);
    return { getTracks: () => [track] };
  }
  async enumerateDevices(): Promise<never[]> { return []; }
}

/** Puts the fakes in place of the browser; returns what a test looks at. */
export function fakeBrowser(): { devices: FakeDevices; host: HTMLElement & { children: FakeElement[] }; window: EventEmitter } {
  FakeConnection.all.length = 0;
  const devices = new FakeDevices();
  const windowEvents = new EventEmitter();
  const put = (name: string, value: unknown): void => { Object.defineProperty(globalThis, name, { value, configurable: true, writable: true }); };
  put('RTCPeerConnection', FakeConnection);
  put('MediaStream', class { constructor(readonly tracks: FakeTrack[]) {} getTracks(): FakeTrack[] { return this.tracks; } getVideoTracks(): FakeTrack[] { return this.tracks; } });
  put('navigator', { mediaDevices: devices, permissions: { query: async () => new EventTarget() } });
  put('document', { createElement: (name: string) => new FakeElement(name), title: 'Calls' });
  put('localStorage', { getItem: () => null });
  put('addEventListener', (name: string, listener: () => void) => windowEvents.on(name, listener));
  return { devices, host: new FakeElement('div') as unknown as HTMLElement & { children: FakeElement[] }, window: windowEvents };
}
