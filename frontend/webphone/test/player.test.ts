import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextSpeed, peaks, placeAfter, troubleOf } from '../src/player.ts';

test('speed_pressedAgain_goesRound', () => {
  const speeds = [1];
  for (let press = 0; press < 4; press++) speeds.push(nextSpeed(speeds.at(-1)!));
  assert.deepEqual(speeds, [1, 1.25, 1.5, 2, 1]);
});

test('slider_keys_leadThroughTheRecordingAndNeverOut', () => {
  assert.equal(placeAfter('ArrowRight', 10, 60), 15);
  assert.equal(placeAfter('ArrowLeft', 3, 60), 0);
  assert.equal(placeAfter('PageUp', 50, 60), 60);
  assert.equal(placeAfter('PageDown', 50, 60), 20);
  assert.equal(placeAfter('Home', 50, 60), 0);
  assert.equal(placeAfter('End', 50, 60), 60);
  assert.equal(placeAfter('Tab', 50, 60), undefined);
});

test('peaks_ofSomeSamples_areRelativeToTheLoudest', () => {
  assert.deepEqual(peaks(Float32Array.of(0.25, -0.5, 0, 0.125, -0.25, 0.25), 3), [1, 0.25, 0.5]);
});

test('peaks_ofSilenceOrNothing_areNone', () => {
  assert.deepEqual(peaks(new Float32Array(10), 2), [0, 0]);
  assert.deepEqual(peaks(new Float32Array(0), 2), [0, 0]);
});

test('trouble_isToldByAnotherLook', () => {
  const table: [{ type: string; status: number } | undefined, string][] = [
    [undefined, 'offline'], [{ type: 'opaqueredirect', status: 0 }, 'signedOut'], [{ type: 'basic', status: 404 }, 'unknown'],
    [{ type: 'basic', status: 410 }, 'gone'], [{ type: 'basic', status: 502 }, 'refused'], [{ type: 'basic', status: 503 }, 'unreachable'],
    [{ type: 'basic', status: 500 }, 'unreachable'], [{ type: 'basic', status: 200 }, 'unplayable'],
  ];
  for (const [answer, trouble] of table) assert.equal(troubleOf(answer), trouble);
});
