import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Ringing } from '../src/ringing.ts';

const shown: { title: string; body: string; tag: string }[] = [];
let closed = 0;

class Notice extends EventTarget {
  static permission = 'granted';

  constructor(title: string, options: { body: string; tag: string }) {
    super();
    shown.push({ title, body: options.body, tag: options.tag });
  }

  close(): void {
    closed++;
  }
}

const page = { title: 'Calls' };

beforeEach(() => {
  Object.assign(globalThis, { document: page, window: { Notification: Notice, focus: () => undefined }, Notification: Notice });
  page.title = 'Calls';
});

afterEach(() => {
  shown.length = 0;
  closed = 0;
});

test('ringing_started_isInTheTitleAndOnTheDesktopUntilItStops', () => {
  const ringing = new Ringing();
  ringing.start('Ringing: 380441234567', '380441234567');
  assert.equal(page.title, 'Ringing: 380441234567');
  assert.equal(shown.length, 1);

  ringing.stop();
  assert.equal(page.title, 'Calls');
  assert.equal(closed, 1);
});

test('ringing_callerKnownLater_takesThePlaceOfTheFirstNotice', () => {
  const ringing = new Ringing();
  ringing.start('Ringing: 380441234567', '380441234567');
  ringing.start('Ringing: Marta Lindqvist', '380441234567');
  assert.equal(page.title, 'Ringing: Marta Lindqvist');
  assert.deepEqual([...new Set(shown.map((notice) => notice.tag))], ['hookswitch-ring']);
  assert.equal(closed, 0);

  ringing.stop();
  assert.equal(page.title, 'Calls');
  assert.equal(closed, 1);
});

test('ringing_titleSetByThePageMeanwhile_stays', () => {
  const ringing = new Ringing();
  ringing.start('Ringing: 1', '1');
  page.title = 'Contacts';
  ringing.start('Ringing: Marta Lindqvist', '1');
  ringing.stop();
  assert.equal(page.title, 'Contacts');
});
