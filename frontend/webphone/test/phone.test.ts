import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAlive, transition, type PhoneEvent, type State } from '../src/phone.ts';

const after = (...events: PhoneEvent[]): State => events.reduce<State>((state, event) => transition(state, event).state, 'idle');
const CONNECTED: PhoneEvent[] = ['start', 'ready', 'up'];

test('session_startedAndReady_connectsAndReports', () => {
  assert.equal(after(...CONNECTED), 'connected');
  assert.deepEqual(transition('negotiating', 'up').effects, ['reportConnected', 'measure']);
});

test('session_microphoneRefused_failsAndSaysSo', () => {
  assert.deepEqual(transition('acquiring', 'refused'), { state: 'failed', effects: ['reportNoMicrophone', 'release'] });
});

test('path_silentForLessThanTwoSeconds_comesBackWithoutRestart', () => {
  assert.equal(after(...CONNECTED, 'down'), 'reconnecting');
  assert.deepEqual(transition('reconnecting', 'up'), { state: 'connected', effects: ['endPatience', 'endDeadline'] });
});

test('path_silentForTwoSeconds_isRestarted', () => {
  assert.deepEqual(transition('reconnecting', 'patienceOver'), { state: 'restarting', effects: ['restartIce'] });
  assert.equal(after(...CONNECTED, 'down', 'patienceOver', 'up'), 'connected');
});

test('path_goneForGood_isRestartedAtOnceAndOnlyOnce', () => {
  assert.ok(transition('connected', 'downForGood').effects.includes('restartIce'));
  assert.ok(transition('negotiating', 'downForGood').effects.includes('restartIce'));
  assert.deepEqual(transition('reconnecting', 'downForGood').effects, ['endPatience', 'restartIce']);
  assert.deepEqual(transition('restarting', 'downForGood'), { state: 'restarting', effects: [] });
});

test('path_notBackInTime_isReportedLost', () => {
  for (const state of ['reconnecting', 'restarting'] as const) {
    assert.deepEqual(transition(state, 'deadline'), { state: 'failed', effects: ['reportLost', 'release'] });
  }
});

test('stop_inEveryStateThatHoldsMedia_releasesIt', () => {
  for (const state of ['acquiring', 'negotiating', 'connected', 'reconnecting', 'restarting'] as const) {
    assert.deepEqual(transition(state, 'stop'), { state: 'closed', effects: ['release'] }, state);
  }
});

test('session_over_ignoresWhatComesLate', () => {
  const events: PhoneEvent[] = ['start', 'ready', 'refused', 'up', 'down', 'downForGood', 'patienceOver', 'deadline', 'broken'];
  for (const state of ['failed', 'closed'] as const) {
    assert.equal(isAlive(state), false);
    for (const event of events) assert.deepEqual(transition(state, event), { state, effects: [] }, `${state} ${event}`);
  }
});
