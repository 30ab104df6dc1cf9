import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Appearances } from '../src/guard.ts';
import { keypadKeyOf, shortcutOf } from '../src/shortcuts.ts';
import { elapsed, formatDuration } from '../src/timers.ts';

test('duration_ofMillis_isWrittenAsMinutesAndFromOneHourWithHours', () => {
  const table: [number, string][] = [
    [-5_000, '0:00'], [0, '0:00'], [999, '0:00'], [1_000, '0:01'], [65_000, '1:05'], [600_000, '10:00'], [3_599_999, '59:59'],
    [3_600_000, '1:00:00'], [3_661_000, '1:01:01'], [36_000_000, '10:00:00'],
  ];
  for (const [millis, text] of table) assert.equal(formatDuration(millis), text, String(millis));
});

test('elapsed_atSuccessiveTicks_growsByOneSecondWhateverTheTimerIsLate', () => {
  const since = 1_000_250;
  const shown = [1_001_000, 1_002_003, 1_003_249, 1_004_260].map((now) => elapsed(since, now) / 1000);
  assert.deepEqual(shown, [0, 1, 2, 3]);
});

test('elapsed_atAnyMoment_isNeverMoreThanHasPassed', () => {
  for (let now = 5_000_400; now < 5_003_000; now += 37) assert.ok(Math.max(0, elapsed(5_000_400, now)) <= now - 5_000_400);
});

const key = (code: string, text: string, ...down: ('alt' | 'ctrl' | 'meta' | 'shift')[]) => ({ code, key: text, altKey: down.includes('alt'),
  ctrlKey: down.includes('ctrl'), metaKey: down.includes('meta'), shiftKey: down.includes('shift') });

test('shortcut_onOtherLayout_isFoundByThePlaceOfTheKey', () => {
  assert.equal(shortcutOf(key('KeyA', 'ф', 'alt'), true), 'Alt+A');
  assert.equal(shortcutOf(key('KeyX', '≈', 'alt'), false), 'Alt+X');
});

test('shortcut_withOtherModifiers_isNone', () => {
  assert.equal(shortcutOf(key('KeyA', 'a', 'alt', 'ctrl'), false), undefined); // AltGr
  assert.equal(shortcutOf(key('KeyA', 'A', 'alt', 'shift'), false), undefined);
  assert.equal(shortcutOf(key('KeyA', 'a', 'meta'), false), undefined);
  assert.equal(shortcutOf(key('Digit1', '1', 'alt'), false), undefined);
});

test('questionMark_outsideFields_isHelp', () => {
  assert.equal(shortcutOf(key('Digit7', '?', 'shift'), false), 'Alt+H');
  assert.equal(shortcutOf(key('Slash', '?', 'shift'), true), undefined);
});

test('keypadKey_ofTypedKeys_isDigitStarOrHash', () => {
  assert.equal(keypadKeyOf(key('Numpad5', '5')), '5');
  assert.equal(keypadKeyOf(key('Digit8', '*', 'shift')), '*');
  assert.equal(keypadKeyOf(key('Digit3', '#', 'shift')), '#');
  assert.equal(keypadKeyOf(key('Digit3', '№', 'shift')), '#');
  assert.equal(keypadKeyOf(key('KeyA', 'a')), undefined);
  assert.equal(keypadKeyOf(key('Digit1', '1', 'ctrl')), undefined);
});

test('appearance_youngerThan400Ms_isTooFresh', () => {
  const card = {};
  const appearances = new Appearances<object>();
  appearances.update([[card, 'ringing']], 1000);
  appearances.update([[card, 'ringing']], 1200);
  assert.equal(appearances.isTooFresh(card, 1399), true);
  assert.equal(appearances.isTooFresh(card, 1400), false);
});

test('appearance_clickOlderThanTheCardItself_isTooFresh', () => {
  const card = {};
  const appearances = new Appearances<object>();
  appearances.update([[card, '']], 1000);
  assert.equal(appearances.isTooFresh(card, 990), true);
});

test('appearance_valueChangedOrHiddenBetween_beginsAgain', () => {
  const card = {};
  const appearances = new Appearances<object>();
  appearances.update([[card, 'ringing']], 0);
  appearances.update([[card, 'talking']], 1000);
  assert.equal(appearances.isTooFresh(card, 1100), true);
  appearances.update([], 2000);
  appearances.update([[card, 'talking']], 3000);
  assert.equal(appearances.isTooFresh(card, 3100), true);
});
