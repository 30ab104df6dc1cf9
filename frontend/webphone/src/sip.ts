// The page as the SIP phone of a line: it registers, is invited, and answers when the server says so. It never invites anybody: calls
// are made, held and transferred by the server. The phone's password is not here: the server, through which everything goes, puts the
// right answer in the place of ours when the phone system asks for it (docs/decisions/0022).
import { UA, WebSocketInterface } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { RTCSessionEvent } from 'jssip/lib/UA';
import { GATHERING_MS } from './gathering.ts';
import { servers, type Begun, type Negotiated } from './negotiation.ts';
import type { Config, Send, Standing } from './protocol.ts';

/** After a refusal the phone asks again, in milliseconds. */
const AGAIN_MS = 15_000;
/** How long a phone that another page takes over stays for what is still under way, in milliseconds. */
const LEAVES_AFTER_MS = 3_000;
const REFUSALS = [401, 403, 404];

/** Of the reasons with which the server ends the connection those after which it has to be asked for anew. */
const FOR_GOOD = ['TAKEN_OVER', 'CLOSED'];

/** The way to the server. A phone that has come to its end opens it no more, whatever JsSIP still has to say goodbye to. */
class Way extends WebSocketInterface {
  closed = false;

  override connect(): void {
    if (!this.closed) super.connect();
  }
}

/** The phone of one line. */
export class SipPhone {
  private readonly ua: UA;
  private readonly invitations = new Map<string, RTCSession>();
  private readonly way: Way;
  private again: ReturnType<typeof setTimeout> | undefined;
  private leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly line: string, user: string, domain: string, private readonly send: Send, private readonly came: () => void) {
    const here = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`;
    this.way = new Way(`${here}/webphone/sip?line=${encodeURIComponent(line)}`);
    this.ua = new UA({
      sockets: [this.way],
      uri: `sip:${user}@${domain}`, authorization_user: user, password: 'kept by the server',
      session_timers: false, no_answer_timeout: 3_600, register_expires: 300,
      connection_recovery_min_interval: 1, connection_recovery_max_interval: 15,
    });
    this.ua.on('registered', () => this.tell('registered'));
    this.ua.on('registrationFailed', ({ response }) => this.refused(response?.status_code ?? 0));
    this.ua.on('disconnected', (event) => this.disconnected((event as { reason?: string }).reason ?? ''));
    this.ua.on('newRTCSession', (event: RTCSessionEvent) => this.invited(event));
    this.ua.start();
  }

  invitation(callId: string): RTCSession | undefined {
    return this.invitations.get(callId);
  }

  /** It has come to its end, and can be the phone no more. */
  get over(): boolean {
    return this.way.closed;
  }

  /** The server wants it to be the phone again, before it was gone. */
  stays(): void {
    clearTimeout(this.leaving);
    if (this.ua.isRegistered()) this.tell('registered');
  }

  /** Another page is the phone. What is under way goes on until the server ends it. */
  leave(left: () => void): void {
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => {
      this.stop();
      left();
    }, LEAVES_AFTER_MS);
  }

  stop(): void {
    clearTimeout(this.again);
    clearTimeout(this.leaving);
    this.way.closed = true;
    this.ua.stop();
  }

  private tell(standing: Standing, why = ''): void {
    this.send({ type: 'phone', line: this.line, standing, why });
  }

  private refused(code: number): void {
    if (this.way.closed) return; // it was saying goodbye
    this.tell('away', REFUSALS.includes(code) ? 'refused' : 'unreachable');
    clearTimeout(this.again);
    this.again = setTimeout(() => this.ua.register(), AGAIN_MS);
  }

  private disconnected(reason: string): void {
    this.tell('away', reason.toLowerCase() || 'connection_lost');
    if (FOR_GOOD.includes(reason)) this.stop();
  }

  private invited({ originator, session, request }: RTCSessionEvent): void {
    if (originator !== 'remote') return;
    const id = (request as unknown as { call_id: string }).call_id;
    this.invitations.set(id, session);
    session.on('ended', () => this.invitations.delete(id));
    session.on('failed', () => this.invitations.delete(id));
    this.came();
  }
}

/** Answers an invitation. JsSIP makes the connection, and its descriptions go through it. */
export function answer(invitation: RTCSession, config: Config, session: Negotiated, microphone: MediaStreamTrack): Begun {
  invitation.on('icecandidate', ({ ready }) => setTimeout(ready, GATHERING_MS)); // the other side takes none later
  invitation.on('failed', ({ cause }) => session.failed(new Error(cause)));
  invitation.answer({ mediaStream: new MediaStream([microphone]), pcConfig: { iceServers: servers(config) } });
  const pc = invitation.connection;
  // JsSIP hangs up when the path fails; here the server then begins a new session, and the call goes on.
  pc.addEventListener('iceconnectionstatechange', (event) => event.stopImmediatePropagation(), { capture: true });
  pc.addEventListener('track', ({ transceiver }) => void session.adopt(transceiver));
  return { pc, first: Promise.resolve() };
}
