// What the server and the web phone say to each other: JSON objects, one per message. The server calls
// `element.phone.command(…)`, the page calls `element.$server.fromPhone(…)`.

/** `invited`: by SIP, with the session's id as Call-ID; descriptions and candidates go their own way. */
export type Role = 'offers' | 'answers' | 'invited';
export type MediaKind = 'audio' | 'audioAndVideo';

/** What becomes of the sound: `muted` sends silence and plays the far end, `held` neither sends nor plays. */
export type Flow = 'open' | 'muted' | 'held';

/** `beforeDescription`: the far end takes no candidates but those that stand in the description. */
export type Gathering = 'trickle' | 'beforeDescription';

export interface IceServer { url: string; username: string; credential: string }

/** `media` is sent at first, `possible` is negotiated so that it can be sent later. */
export interface Config { role: Role; media: MediaKind; possible: MediaKind; gathering: Gathering; iceServers: IceServer[] }

export interface Description { type: 'description'; session: string; kind: 'offer' | 'answer'; sdp: string }

/** A trickled ICE candidate (RFC 8838); an empty `candidate` says that no more will come. */
export interface Candidate { type: 'candidate'; session: string; candidate: string; sdpMid: string; sdpMLineIndex: number }

export type SessionCommand =
  | { type: 'start'; session: string; config: Config }
  | Description
  | Candidate
  | { type: 'audio'; session: string; flow: Flow }
  | { type: 'video'; session: string; media: MediaKind }
  | { type: 'tones'; session: string; digits: string }
  | { type: 'stop'; session: string };

export type PageCommand =
  | { type: 'ring'; title: string; body: string }
  | { type: 'ringStop' }
  | { type: 'ringback' }
  | { type: 'ringbackStop' };

/** Whether the page is the phone of a line that registers with its phone system. */
export type PhoneCommand =
  | { type: 'register'; line: string; user: string; domain: string }
  | { type: 'unregister'; line: string };

export type Command = SessionCommand | PageCommand | PhoneCommand;

export type Outcome = 'connected' | 'videoPresent' | 'lost' | 'noMicrophone';
/** `asked`: nobody has answered yet. */
export type Standing = 'asked' | 'registered' | 'away';

export type Quality = 'good' | 'fair' | 'poor';

/** `deviceLost`: the microphone went away in a call and there is no other; `camera`: it cannot be used, the sound goes on. */
export type TroubleCode = 'permission' | 'noDevice' | 'insecure' | 'soundBlocked' | 'deviceLost' | 'camera';

export type Message =
  | Description
  | Candidate
  | { type: 'report'; session: string; outcome: Outcome }
  | { type: 'quality'; session: string; quality: Quality; roundTripMs: number; jitterMs: number; lossPercent: number }
  /** `why`: name of a reason that the server knows, or empty. */
  | { type: 'phone'; line: string; standing: Standing; why: string }
  | { type: 'trouble'; code: TroubleCode }
  | { type: 'troubleOver' };

export type Send = (message: Message) => void;
