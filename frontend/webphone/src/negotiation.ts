// How a session comes to its connection: descriptions and candidates that go through the server.
import { gathered } from './gathering.ts';
import type { Candidate, Config, Description, Send } from './protocol.ts';

/** What a negotiation needs of its session. */
export interface Negotiated {
  readonly id: string;
  /** Does work on the connection, after the work before it; not at all once the session is over. */
  step(work: (pc: RTCPeerConnection) => Promise<void>): void;
  /** Takes a line of the connection into use, if it is the first of its kind. */
  adopt(transceiver: RTCRtpTransceiver): Promise<void>;
  failed(error: unknown): void;
}

/** A connection, and what has to be done before anything else happens to it. */
export interface Begun { pc: RTCPeerConnection; first: Promise<void> }

export interface Negotiation {
  begin(session: Negotiated, microphone: MediaStreamTrack): Promise<Begun>;
  described(session: Negotiated, description: Description): void;
  candidate(session: Negotiated, candidate: Candidate): void;
  /** The path is silent: asks for a new one, where this side may. */
  restartIce(session: Negotiated): void;
}

export const servers = ({ iceServers }: Config): RTCIceServer[] => iceServers.map(({ url, username, credential }) =>
  username ? { urls: url, username, credential } : { urls: url });

export class ServerNegotiation implements Negotiation {
  private readonly early: Candidate[] = [];

  constructor(private readonly config: Config, private readonly send: Send) {}

  async begin(session: Negotiated): Promise<Begun> {
    // FreeSWITCH, which wants its candidates in the description, knows no bundles either.
    const bundlePolicy = this.config.gathering === 'trickle' ? 'max-bundle' : 'balanced';
    const pc = new RTCPeerConnection({ bundlePolicy, iceServers: servers(this.config) });
    pc.addEventListener('icecandidate', ({ candidate }) => this.found(session, candidate));
    return { pc, first: this.config.role === 'offers' ? this.firstOffer(session, pc) : Promise.resolve() };
  }

  private async firstOffer(session: Negotiated, pc: RTCPeerConnection): Promise<void> {
    try {
      await session.adopt(pc.addTransceiver('audio', { direction: 'sendrecv' }));
      if (this.config.possible === 'audioAndVideo') await session.adopt(pc.addTransceiver('video', { direction: 'sendrecv' }));
      await this.describe(session, pc);
    } catch (error) {
      session.failed(error);
    }
  }

  described(session: Negotiated, { kind, sdp }: Description): void {
    session.step(async (pc) => {
      // An offer while our own is open is not for us to take: the far end answers ours.
      if (kind === 'offer' ? pc.signalingState !== 'stable' : pc.signalingState !== 'have-local-offer') return;
      await pc.setRemoteDescription({ type: kind, sdp });
      for (const candidate of this.early.splice(0)) await this.add(pc, candidate);
      if (kind === 'answer') return;
      for (const transceiver of pc.getTransceivers()) await session.adopt(transceiver);
      await this.describe(session, pc);
    });
  }

  candidate(session: Negotiated, candidate: Candidate): void {
    session.step(async (pc) => {
      if (pc.remoteDescription) await this.add(pc, candidate);
      else this.early.push(candidate);
    });
  }

  restartIce(session: Negotiated): void {
    if (this.config.role !== 'offers' || this.config.gathering !== 'trickle') return;
    session.step(async (pc) => {
      pc.restartIce();
      await this.describe(session, pc);
    });
  }

  private async describe(session: Negotiated, pc: RTCPeerConnection): Promise<void> {
    await pc.setLocalDescription();
    if (this.config.gathering === 'beforeDescription') await gathered(pc);
    const description = pc.localDescription;
    if (description && (description.type === 'offer' || description.type === 'answer')) {
      this.send({ type: 'description', session: session.id, kind: description.type, sdp: description.sdp });
    }
  }

  private found(session: Negotiated, candidate: RTCIceCandidate | null): void {
    if (this.config.gathering === 'beforeDescription') return; // it stands in the description
    if (candidate?.candidate === '') return; // the end of one generation; the end of all is null
    this.send({ type: 'candidate', session: session.id, candidate: candidate?.candidate ?? '', sdpMid: candidate?.sdpMid ?? '',
      sdpMLineIndex: candidate?.sdpMLineIndex ?? 0 });
  }

  /** A candidate that the browser does not take costs one possible path, not the session. */
  private async add(pc: RTCPeerConnection, { candidate, sdpMid, sdpMLineIndex }: Candidate): Promise<void> {
    try {
      await (candidate ? pc.addIceCandidate({ candidate, sdpMid, sdpMLineIndex }) : pc.addIceCandidate());
    } catch (error) {
      console.warn('web phone: candidate skipped', candidate, error);
    }
  }
}
