// The SIP phones of the page, by line. What SIP needs is fetched by pages alone that are such a phone.
import type { Begun, Negotiated, Negotiation } from './negotiation.ts';
import type { Config, Send } from './protocol.ts';
import type { SipPhone } from './sip.ts';

/** How long an invitation may be on its way when the server already knows of it, in milliseconds. */
export const INVITED_WITHIN_MS = 1_500;

type Sip = typeof import('./sip.ts');
type Invitation = NonNullable<ReturnType<SipPhone['invitation']>>;

export class Phones {
  private readonly phones = new Map<string, SipPhone>();
  private readonly wanted = new Set<string>();
  private readonly waiting = new Set<() => void>();
  private loaded: Promise<Sip> | undefined;

  constructor(private readonly send: Send) {}

  register(line: string, user: string, domain: string): void {
    this.wanted.add(line);
    void this.load().then(({ SipPhone }) => {
      if (!this.wanted.has(line)) return;
      const known = this.phones.get(line);
      if (known && !known.over) return known.stays();
      this.phones.set(line, new SipPhone(line, user, domain, this.send, () => { for (const look of [...this.waiting]) look(); }));
    });
  }

  unregister(line: string): void {
    this.wanted.delete(line);
    const phone = this.phones.get(line);
    phone?.leave(() => { if (this.phones.get(line) === phone) this.phones.delete(line); });
  }

  /** Answers the invitation with that Call-ID, to whichever of the phones it comes. */
  negotiation(callId: string, config: Config): Negotiation {
    return new Invited(async (session, microphone) => {
      const { answer } = await this.load();
      const invitation = await this.invitation(callId);
      if (!invitation?.isInProgress()) throw new Error('nobody has invited this page');
      return answer(invitation, config, session, microphone);
    });
  }

  close(): void {
    this.wanted.clear();
    for (const phone of this.phones.values()) phone.stop();
    this.phones.clear();
  }

  private load(): Promise<Sip> {
    return (this.loaded ??= import('./sip.ts'));
  }

  /** Undefined when it does not come. */
  private invitation(callId: string): Promise<Invitation | undefined> {
    const find = (): Invitation | undefined => [...this.phones.values()].map((phone) => phone.invitation(callId)).find(Boolean);
    return new Promise((found) => {
      const end = (value: Invitation | undefined): void => {
        clearTimeout(timeout);
        this.waiting.delete(look);
        found(value);
      };
      const look = (): void => {
        const value = find();
        if (value) end(value);
      };
      const timeout = setTimeout(() => end(undefined), INVITED_WITHIN_MS);
      this.waiting.add(look);
      look();
    });
  }
}

/** Descriptions and candidates go the way of the invitation. */
class Invited implements Negotiation {
  constructor(readonly begin: (session: Negotiated, microphone: MediaStreamTrack) => Promise<Begun>) {}

  described(): void {}
  candidate(): void {}
  restartIce(): void {}
}
