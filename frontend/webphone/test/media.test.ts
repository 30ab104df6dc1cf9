import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Message, SessionCommand } from '../src/protocol.ts';
import { WebPhone } from '../src/webphone.ts';
import { fakeBrowser, FakeConnection, type FakeDevices } from './browser.ts';

let devices: FakeDevices;
let host: ReturnType<typeof fakeBrowser>['host'];
let pageEvents: ReturnType<typeof fakeBrowser>['window'];
let phone: WebPhone;
let said: Message[];
let life: AbortController;

beforeEach(() => {
  ({ devices, host, window: pageEvents } = fakeBrowser());
  said = [];
  mock.method(console, 'warn', () => undefined);
  life = new AbortController();
  phone = new WebPhone(host, (message) => said.push(message), life.signal);
});

afterEach(() => {
  life.abort();
  mock.timers.reset();
  mock.restoreAll();
});

const start = (role: 'offers' | 'answers', session = 's'): SessionCommand => ({ type: 'start', session, config: { role, media: 'audio',
  possible: 'audioAndVideo', gathering: 'trickle', iceServers: [{ url: 'stun:a', username: '', credential: '' }, { url: 'turn:b', username: 'u', credential: 'c' }] } });
/** As a far end wants it that takes no candidates later, and no pictures. */
const startComplete: SessionCommand = { type: 'start', session: 's', config: { role: 'offers', media: 'audio', possible: 'audio', gathering: 'beforeDescription', iceServers: [] } };
const offer = (sdp = 'v=0'): SessionCommand => ({ type: 'description', session: 's', kind: 'offer', sdp });
const answer: SessionCommand = { type: 'description', session: 's', kind: 'answer', sdp: 'v=0' };
const candidate = (candidate: string): SessionCommand => ({ type: 'candidate', session: 's', candidate, sdpMid: '0', sdpMLineIndex: 0 });
const pc = (): FakeConnection => FakeConnection.all.at(-1)!;
const audioSender = () => pc().transceivers[0]!.sender;
const videoSender = () => pc().transceivers[1]!.sender;
const outcomes = (): string[] => said.flatMap((message) => message.type === 'report' ? [message.outcome] : []);
const offers = (): number => said.filter((message) => message.type === 'description' && message.kind === 'offer').length;

/** Lets everything that only waits for promises happen. */
async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await turn();
}
async function command(...commands: Parameters<WebPhone['command']>[0][]): Promise<void> {
  for (const one of commands) phone.command(one);
  await settle();
}
async function connect(): Promise<void> {
  await command(start('offers'), answer);
  pc().becomes('connected');
  await settle();
}

test('offeringSide_started_offersAudioAndVideoLines', async () => {
  await command(start('offers'));
  assert.equal(offers(), 1);
  assert.deepEqual(pc().transceivers.map(({ receiver, direction }) => [receiver.track.kind, direction]), [['audio', 'sendrecv'], ['video', 'sendrecv']]);
  assert.equal(audioSender().track, devices.opened[0]);
  assert.equal(videoSender().track, null);
  assert.deepEqual(pc().configuration.iceServers, [{ urls: 'stun:a' }, { urls: 'turn:b', username: 'u', credential: 'c' }]);
});

test('offeringSide_candidatesWantedInTheDescription_waitsForThem', async () => {
  await command(startComplete);
  assert.deepEqual(said, []);
  pc().finds('candidate:1');
  pc().gathers();
  await settle();
  assert.equal(offers(), 1);
  assert.equal(said.filter(({ type }) => type === 'candidate').length, 0);
  assert.deepEqual(pc().transceivers.map(({ receiver }) => receiver.track.kind), ['audio']);
});

test('offeringSide_gatheringTakesLong_offersWhatItHas', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  await command(startComplete);
  assert.equal(offers(), 0);
  mock.timers.tick(1_500);
  await settle();
  assert.equal(offers(), 1);
});

test('answeringSide_offered_answersAndSendsMicrophone', async () => {
  await command(start('answers'), offer());
  assert.deepEqual(said, [{ type: 'description', session: 's', kind: 'answer', sdp: 'answer 1' }]);
  assert.equal(audioSender().track, devices.opened[0]);
});

test('signals_beforeTheMicrophoneIsAllowed_areRemembered', async () => {
  let allow = (): void => undefined;
  devices.asked = new Promise((resolve) => { allow = resolve; });
  await command(start('answers'), candidate('early'), offer(), candidate('late'), { type: 'audio', session: 's', flow: 'held' });
  assert.deepEqual(said, []);
  allow();
  await settle();
  assert.deepEqual(pc().candidates, ['early', 'late']);
  assert.equal(audioSender().track, null);
});

test('candidate_thatTheBrowserDoesNotTake_costsOnlyItself', async () => {
  await command(start('answers'), offer(), candidate('garbage'), candidate('good'), candidate(''));
  assert.deepEqual(pc().candidates, ['good', undefined]);
  assert.deepEqual(phone.debugState().map(({ state }) => state), ['negotiating']);
});

test('description_thatTheBrowserDoesNotTake_isReportedLost', async () => {
  await command(start('answers'), offer('garbage'));
  assert.deepEqual(outcomes(), ['lost']);
  assert.equal(pc().closed, true);
});

test('ownCandidates_found_areSentAndTheirEndOnce', async () => {
  await command(start('offers'));
  said.length = 0;
  for (const found of [{ candidate: 'a', sdpMid: '1', sdpMLineIndex: 1 }, { candidate: '', sdpMid: '1', sdpMLineIndex: 1 }, null]) {
    pc().dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: found }));
  }
  assert.deepEqual(said, [{ type: 'candidate', session: 's', candidate: 'a', sdpMid: '1', sdpMLineIndex: 1 },
    { type: 'candidate', session: 's', candidate: '', sdpMid: '', sdpMLineIndex: 0 }]);
});

test('flow_changed_mutesHoldsAndOpens', async () => {
  await connect();
  const microphone = devices.opened[0]!;
  const speaker = host.children[0]!;
  await command({ type: 'audio', session: 's', flow: 'muted' });
  assert.deepEqual([audioSender().track, microphone.enabled, speaker.muted], [microphone, false, false]);
  await command({ type: 'audio', session: 's', flow: 'held' });
  assert.deepEqual([audioSender().track, microphone.enabled, speaker.muted], [null, false, true]);
  await command({ type: 'audio', session: 's', flow: 'open' });
  assert.deepEqual([audioSender().track, microphone.enabled, speaker.muted], [microphone, true, false]);
});

test('video_switchedInACall_needsNoNewOffer', async () => {
  await connect();
  await command({ type: 'video', session: 's', media: 'audioAndVideo' });
  assert.equal(videoSender().track, devices.opened[1]);
  await command({ type: 'audio', session: 's', flow: 'held' });
  assert.deepEqual([videoSender().track, devices.opened[1]!.stopped], [null, true]);
  await command({ type: 'audio', session: 's', flow: 'open' });
  assert.equal(videoSender().track, devices.opened[2]);
  await command({ type: 'video', session: 's', media: 'audio' });
  assert.equal(videoSender().track, null);
  assert.equal(offers(), 1);
});

test('video_withoutCamera_isATroubleAndTheSoundGoesOn', async () => {
  await connect();
  devices.refusal = 'NotFoundError';
  await command({ type: 'video', session: 's', media: 'audioAndVideo' });
  await command({ type: 'video', session: 's', media: 'audio' });
  assert.deepEqual(said.slice(-2), [{ type: 'trouble', code: 'camera' }, { type: 'troubleOver' }]);
  assert.deepEqual(phone.debugState().map(({ state }) => state), ['connected']);
});

test('farPicture_comesAndGoes_isReportedEachTimeItComes', async () => {
  mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
  await connect();
  const receiver = pc().transceivers[1]!.receiver;
  let now = 0;
  mock.method(performance, 'now', () => now);
  const later = (millis: number): void => { for (let t = 0; t < millis; t += 500) { now += 500; mock.timers.tick(500); } };
  later(1000);
  receiver.sources = [{ timestamp: 1 }];
  later(500);
  assert.deepEqual(outcomes(), ['connected', 'videoPresent']);
  assert.deepEqual(host.children.map(({ id, className }) => id + className), ['s', 's-videohs-video']);
  later(2000);
  assert.deepEqual(host.children.map(({ id }) => id), ['s']);
  receiver.sources = [{ timestamp: 2 }];
  later(500);
  assert.deepEqual(outcomes(), ['connected', 'videoPresent', 'videoPresent']);
});

test('tones_whileOthersAreOnTheirWay_areAppended', async () => {
  await connect();
  Object.assign(globalThis, { AudioContext: class { sampleRate = 8000; state = 'running'; destination = {};
    createBuffer(): object { return { copyToChannel(): void {} }; } async resume(): Promise<void> {} async close(): Promise<void> {} },
    AudioBufferSourceNode: class extends EventTarget { connect(): void {} start(): void {} } });
  await command({ type: 'tones', session: 's', digits: '12' }, { type: 'tones', session: 's', digits: '#' });
  assert.equal(audioSender().dtmf.toneBuffer, '12#');
});

test('path_silentForTwoSeconds_isRestartedByTheOfferingSide', async () => {
  mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
  await connect();
  pc().becomes('disconnected');
  mock.timers.tick(1_999);
  await settle();
  assert.equal(pc().restarts, 0);
  mock.timers.tick(1);
  await settle();
  assert.deepEqual([pc().restarts, offers()], [1, 2]);
  await command(answer);
  pc().becomes('connected');
  mock.timers.tick(20_000);
  assert.deepEqual(outcomes(), ['connected']);
});

test('path_goneOnTheAnsweringSide_isAwaitedAndThenLost', async () => {
  mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
  await command(start('answers'), offer());
  pc().becomes('connected');
  pc().becomes('failed');
  mock.timers.tick(9_999);
  await settle();
  assert.deepEqual([pc().restarts, outcomes()], [0, ['connected']]);
  mock.timers.tick(1);
  assert.deepEqual(outcomes(), ['connected', 'lost']);
  assert.deepEqual([pc().closed, devices.opened[0]!.stopped], [true, true]);
});

test('microphone_refusedOrMissing_isATroubleAndReported', async () => {
  for (const [refusal, code] of [['NotAllowedError', 'permission'], ['NotFoundError', 'noDevice'], ['NotReadableError', 'noDevice']] as const) {
    said.length = 0;
    devices.refusal = refusal;
    await command(start('offers', refusal));
    assert.deepEqual(said, [{ type: 'trouble', code }, { type: 'report', session: refusal, outcome: 'noMicrophone' }]);
  }
});

test('microphone_allowedAfterARefusal_endsTheTrouble', async () => {
  devices.refusal = 'NotAllowedError';
  await command(start('offers', 'first'));
  devices.refusal = undefined;
  await command(start('offers'));
  assert.ok(said.some(({ type }) => type === 'troubleOver'));
});

test('page_insecure_isATroubleAndReported', async () => {
  Object.assign(navigator, { mediaDevices: undefined });
  await command(start('offers'));
  assert.deepEqual(said, [{ type: 'trouble', code: 'insecure' }, { type: 'report', session: 's', outcome: 'noMicrophone' }]);
});

test('microphone_unplugged_isReplacedByAnotherAndStaysMuted', async () => {
  await connect();
  await command({ type: 'audio', session: 's', flow: 'muted' });
  devices.opened[0]!.dispatchEvent(new Event('ended'));
  await settle();
  assert.equal(audioSender().track, devices.opened[1]);
  assert.equal(devices.opened[1]!.enabled, false);
});

test('microphone_unpluggedWithoutAnother_isATroubleUntilOneIsPluggedIn', async () => {
  await connect();
  devices.refusal = 'NotFoundError';
  devices.opened[0]!.dispatchEvent(new Event('ended'));
  await settle();
  assert.deepEqual(said.at(-1), { type: 'trouble', code: 'deviceLost' });
  devices.refusal = undefined;
  devices.dispatchEvent(new Event('devicechange'));
  await settle();
  assert.deepEqual(said.at(-1), { type: 'troubleOver' });
  assert.equal(audioSender().track, devices.opened[1]);
});

test('stop_whileAPersonIsAsked_closesTheMicrophoneThatComesLate', async () => {
  let allow = (): void => undefined;
  devices.asked = new Promise((resolve) => { allow = resolve; });
  await command(start('offers'), { type: 'stop', session: 's' });
  allow();
  await settle();
  assert.equal(devices.opened[0]!.stopped, true);
  assert.deepEqual([FakeConnection.all.length, said.length, phone.debugState().length], [0, 0, 0]);
});

test('commands_forUnknownSessions_changeNothing', async () => {
  await command(offer(), candidate('a'), { type: 'audio', session: 'x', flow: 'held' }, { type: 'video', session: 'x', media: 'audio' }, { type: 'stop', session: 'x' });
  assert.deepEqual([said.length, phone.debugState().length], [0, 0]);
});

test('offer_whileOurOwnIsOpen_isNotTaken', async () => {
  await command(start('offers'), offer());
  assert.equal(pc().remoteDescription, null);
});

test('sessions_severalAtOnce_areIndependent', async () => {
  await connect();
  await command({ type: 'audio', session: 's', flow: 'held' }, start('offers', 'consultation'));
  assert.deepEqual(phone.debugState().map(({ id, state }) => [id, state]), [['s', 'connected'], ['consultation', 'negotiating']]);
  assert.equal(audioSender().track, devices.opened[1]);
  await command({ type: 'stop', session: 'consultation' });
  assert.deepEqual([devices.opened[0]!.stopped, devices.opened[1]!.stopped], [false, true]);
});

test('page_left_closesEverySession', async () => {
  await connect();
  pageEvents.emit('pagehide');
  assert.deepEqual([pc().closed, devices.opened[0]!.stopped, phone.debugState().length], [true, true, 0]);
});
