// The phone of one page: its media sessions by id, its sounds, and the commands of the server.
import { onMicrophoneBack } from './capture.ts';
import { SoundGate } from './gate.ts';
import { MediaSession, type Page } from './media.ts';
import { ServerNegotiation, type Negotiation } from './negotiation.ts';
import { Phones } from './phones.ts';
import type { Command, Config, Send, SessionCommand } from './protocol.ts';
import { Ringing } from './ringing.ts';
import { Sounds } from './sounds.ts';
import { Troubles } from './troubles.ts';

export class WebPhone {
  private readonly sessions = new Map<string, MediaSession>();
  private readonly page: Page;
  private readonly sounds: Sounds;
  private readonly ringing = new Ringing();
  private readonly phones: Phones;
  private announced: object | undefined;

  constructor(host: HTMLElement, private readonly send: Send, signal: AbortSignal) {
    const troubles = new Troubles(send);
    const gate = new SoundGate(troubles, signal);
    this.page = { host, send, troubles, gate };
    this.sounds = new Sounds(gate);
    this.phones = new Phones(send);
    void onMicrophoneBack(() => troubles.over('permission', 'noDevice'), signal);
    // No farewell is sent: the server notices the closed page itself.
    addEventListener('pagehide', () => this.closeSessions(), { signal });
    signal.addEventListener('abort', () => this.close());
  }

  /** For a look inside from the browser's console and from tests. */
  debugState(): { id: string; state: string; pc: RTCPeerConnection | undefined }[] {
    return [...this.sessions.values()].map(({ id, state, pc }) => ({ id, state, pc }));
  }

  command(command: Command): void {
    switch (command.type) {
      case 'ring':
        this.ring(command.title, command.body);
        break;
      case 'ringStop':
        this.announced = undefined;
        this.ringing.stop();
        this.sounds.stop('ringtone');
        break;
      case 'ringback': this.sounds.start('ringback'); break;
      case 'ringbackStop': this.sounds.stop('ringback'); break;
      case 'register': this.phones.register(command.line, command.user, command.domain); break;
      case 'unregister': this.phones.unregister(command.line); break;
      default: this.toSession(command);
    }
  }

  /** The eye comes first: sound and notification follow the frame that draws the call. */
  private ring(title: string, body: string): void {
    const ring = (this.announced = {});
    const announce = () => {
      if (this.announced !== ring) return; // it has stopped meanwhile
      this.ringing.start(title, body);
      this.sounds.start('ringtone');
    };
    // A hidden page draws no frames.
    if (document.hidden) announce();
    else requestAnimationFrame(() => setTimeout(announce));
  }

  /** What concerns a session that is not, or not any more, is late. */
  private toSession(command: SessionCommand): void {
    const session = this.sessions.get(command.session);
    if (command.type === 'start') {
      if (!session) this.begin(command.session, command.config).start(command.config.media);
      return;
    }
    if (!session) return;
    switch (command.type) {
      case 'description': session.described(command); break;
      case 'candidate': session.candidate(command); break;
      case 'audio': session.setFlow(command.flow); break;
      case 'video': session.setVideo(command.media); break;
      case 'tones':
        session.sendTones(command.digits);
        this.sounds.digits(command.digits);
        break;
      case 'stop':
        session.stop();
        this.sessions.delete(command.session);
        break;
      default: command satisfies never;
    }
  }

  private begin(id: string, config: Config): MediaSession {
    const session = new MediaSession(id, this.page, this.negotiation(id, config));
    this.sessions.set(id, session);
    return session;
  }

  private negotiation(id: string, config: Config): Negotiation {
    return config.role === 'invited' ? this.phones.negotiation(id, config) : new ServerNegotiation(config, this.send);
  }

  private closeSessions(): void {
    for (const session of this.sessions.values()) session.stop();
    this.sessions.clear();
  }

  private close(): void {
    this.closeSessions();
    this.phones.close();
    this.ringing.stop();
    void this.sounds.close();
  }
}
