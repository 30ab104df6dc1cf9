import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Command, Message } from '../src/protocol.ts';
import { WebPhone } from '../src/webphone.ts';
import { fakeBrowser, FakeConnection, type FakeDevices } from './browser.ts';

/** The server's end of the page's socket. */
class FakeSocket {
  static readonly all: FakeSocket[] = [];
  readonly OPEN = 1;
  readyState = 0;
  readonly sent: string[] = [];
  onopen: () => void = () => undefined;
  onclose: (event: { wasClean: boolean; code: number; reason: string }) => void = () => undefined;
  onmessage: (event: { data: string }) => void = () => undefined;
  constructor(readonly url: string, readonly protocol: string) {
    FakeSocket.all.push(this);
    setImmediate(() => { this.readyState = 1; this.onopen(); });
  }
  send(text: string): void { this.sent.push(text); }
  close(): void { this.readyState = 3; }
  closes(reason: string): void { this.readyState = 3; this.onclose({ wasClean: true, code: 4000, reason }); }
  last(method: string): string {
    const found = this.sent.filter((text) => text.startsWith(method)).at(-1);
    assert.ok(found, `no ${method} in ${this.sent.join()}`);
    return found;
  }
  answers(request: string, status: string, ...headers: string[]): void {
    const kept = request.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/.test(line)).map((line) => /^To:/.test(line) ? `${line};tag=t` : line);
    this.onmessage({ data: [`SIP/2.0 ${status}`, ...kept, ...headers, 'Content-Length: 0', '', ''].join('\r\n') });
  }
  invites(callId: string, ...headers: string[]): void {
    const contact = /Contact: <([^>;]*)/.exec(this.last('REGISTER'))?.[1] ?? '';
    const sdp = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', 'c=IN IP4 127.0.0.1', 'a=sendrecv', ''].join('\r\n');
    this.onmessage({ data: [`INVITE ${contact};transport=ws SIP/2.0`, 'Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK' + callId, 'Max-Forwards: 70',
      'From: <sip:101@pbx>;tag=f', `To: <${contact}>`, `Call-ID: ${callId}`, 'CSeq: 1 INVITE', 'Contact: <sip:asterisk@pbx:8088;transport=ws>', ...headers,
      'Content-Type: application/sdp', `Content-Length: ${sdp.length}`, '', sdp].join('\r\n') });
  }
}

let devices: FakeDevices;
let phone: WebPhone;
let said: Message[];
let life: AbortController;

beforeEach(() => {
  const browser = fakeBrowser();
  devices = browser.devices;
  FakeSocket.all.length = 0;
  Object.assign(globalThis, { WebSocket: FakeSocket, window: globalThis, location: { protocol: 'https:', host: 'cti.example.com' },
    RTCSessionDescription: class { constructor(init: object) { Object.assign(this, init); } } });
  said = [];
  mock.method(console, 'warn', () => undefined);
  life = new AbortController();
  phone = new WebPhone(browser.host, (message) => said.push(message), life.signal);
});

afterEach(() => {
  life.abort();
  mock.restoreAll();
});

const register: Command = { type: 'register', line: 'L 1', user: '201', domain: 'pbx' };
const start = (session: string): Command => ({ type: 'start', session, config: { role: 'invited', media: 'audio', possible: 'audio',
  gathering: 'beforeDescription', iceServers: [] } });
const socket = (): FakeSocket => FakeSocket.all.at(-1)!;
const standings = (): string[] => said.flatMap((message) => message.type === 'phone' ? [message.standing + (message.why && ` ${message.why}`)] : []);
const outcomes = (): string[] => said.flatMap((message) => message.type === 'report' ? [message.outcome] : []);

async function until(so: () => boolean): Promise<void> {
  for (const end = Date.now() + 5_000; !so() && Date.now() < end;) await turn();
  assert.ok(so(), String(so));
}

async function registered(): Promise<void> {
  phone.command(register);
  await until(() => FakeSocket.all.length === 1 && socket().sent.length > 0);
  const request = socket().last('REGISTER');
  socket().answers(request, '200 OK', `${/Contact: [^\r]*/.exec(request)?.[0]};expires=300`);
  await until(() => standings().includes('registered'));
}

test('page_toldToBeAPhone_registersOverItsOwnServer', async () => {
  await registered();
  assert.equal(socket().url, 'wss://cti.example.com/webphone/sip?line=L%201');
  assert.equal(socket().protocol, 'sip');
  assert.match(socket().last('REGISTER'), /^To: <sip:201@pbx>/m);
  assert.deepEqual(standings(), ['registered']);
});

test('challenge_ofThePhoneSystem_isAnsweredWithAPasswordThatIsNone', async () => {
  phone.command(register);
  await until(() => FakeSocket.all.length === 1 && socket().sent.length > 0);
  socket().answers(socket().last('REGISTER'), '401 Unauthorized', 'WWW-Authenticate: Digest realm="r", nonce="n", algorithm=MD5, qop="auth"');
  await until(() => socket().sent.length > 1);
  assert.match(socket().last('REGISTER'), /^Authorization: Digest .*username="201"/m);
});

test('registration_refused_saysWhy', async () => {
  phone.command(register);
  await until(() => FakeSocket.all.length === 1 && socket().sent.length > 0);
  socket().answers(socket().last('REGISTER'), '403 Forbidden');
  await until(() => standings().length > 0);
  assert.deepEqual(standings(), ['away refused']);
});

test('socket_closedByTheServer_saysWhyAndComesBackUnlessItWasForGood', async () => {
  await registered();
  socket().closes('NOT_LISTENING');
  await until(() => FakeSocket.all.length === 2);
  assert.ok(standings().includes('away not_listening'));
  socket().closes('TAKEN_OVER');
  await until(() => standings().includes('away taken_over'));
});

test('page_thatIsTheSamePhoneAgain_registersAnewWhenItsSocketWasTaken', async () => {
  await registered();
  phone.command({ type: 'unregister', line: 'L 1' });
  phone.command(register);
  await until(() => standings().length === 2);
  assert.deepEqual(standings(), ['registered', 'registered']);
  assert.equal(FakeSocket.all.length, 1);

  phone.command({ type: 'unregister', line: 'L 1' });
  socket().closes('TAKEN_OVER');
  phone.command(register);
  await until(() => FakeSocket.all.length === 2);
});

test('invitation_thatAsksToBeAnsweredAtOnce_opensNoMicrophone', async () => {
  await registered();
  socket().invites('c1', 'Call-Info: <sip:pbx>;answer-after=0');
  await until(() => socket().sent.some((text) => text.startsWith('SIP/2.0 180')));
  assert.deepEqual([devices.opened.length, FakeConnection.all.length], [0, 0]);
});

test('invitation_thatTheServerWantsAnswered_isAnsweredWithTheMicrophone', async () => {
  await registered();
  socket().invites('c1');
  socket().invites('c2');
  phone.command(start('c2'));
  await until(() => FakeConnection.all.length === 1);
  const pc = FakeConnection.all[0]!;
  await until(() => pc.localDescription !== null);
  pc.gathers();
  await until(() => socket().sent.some((text) => text.startsWith('SIP/2.0 200')));
  assert.match(socket().last('SIP/2.0 200'), /^Call-ID: c2/m);
  assert.equal(pc.transceivers[0]?.sender.track, devices.opened[0]);
  pc.becomes('connected');
  await until(() => outcomes().includes('connected'));

  phone.command({ type: 'audio', session: 'c2', flow: 'held' });
  await until(() => pc.transceivers[0]?.sender.track === null);
  phone.command({ type: 'audio', session: 'c2', flow: 'muted' });
  await until(() => devices.opened[0]?.enabled === false && pc.transceivers[0]?.sender.track !== null);
});

test('session_stopped_leavesTheGoodbyeToTheServer', async () => {
  await registered();
  socket().invites('c1');
  phone.command(start('c1'));
  await until(() => FakeConnection.all[0]?.localDescription != null);
  FakeConnection.all[0]!.gathers();
  await until(() => socket().sent.some((text) => text.startsWith('SIP/2.0 200')));
  phone.command({ type: 'stop', session: 'c1' });
  await turn();
  assert.equal(FakeConnection.all[0]!.closed, true);
  assert.ok(!socket().sent.some((text) => text.startsWith('BYE')));
});

test('session_whoseInvitationNeverCame_isReportedLost', async () => {
  await registered();
  phone.command(start('elsewhere'));
  await until(() => outcomes().includes('lost'));
  assert.equal(FakeConnection.all.length, 0);
});

test('invitation_thatComesAfterTheServersWord_isAnswered', async () => {
  await registered();
  phone.command(start('late'));
  await until(() => devices.opened.length === 1);
  socket().invites('late');
  await until(() => FakeConnection.all.length === 1);
});
