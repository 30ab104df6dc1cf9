import assert from 'node:assert/strict';
import { test } from 'node:test';
import { level } from '../src/devices.ts';
import { digitsPattern, keyTone, render } from '../src/sounds.ts';

test('keyTone_ofKeys_isRowAndColumn', () => {
  assert.deepEqual(keyTone('1'), [697, 1209]);
  assert.deepEqual(keyTone('#'), [941, 1477]);
  assert.deepEqual(keyTone('d'), [941, 1633]);
  assert.equal(keyTone('x'), undefined);
  assert.equal(keyTone(''), undefined);
});

const energy = (samples: Float32Array): number => samples.reduce((sum, sample) => sum + sample * sample, 0);

/** How strong one frequency is in the samples (Goertzel). */
function strength(samples: Float32Array, rate: number, hertz: number): number {
  const factor = 2 * Math.cos(2 * Math.PI * hertz / rate);
  let [a, b] = [0, 0];
  for (const sample of samples) [a, b] = [sample + factor * a - b, a];
  return a * a + b * b - factor * a * b;
}

test('digits_rendered_holdTheFrequenciesOfTheirKeysAndNoOthers', () => {
  const rate = 8000;
  const samples = render(digitsPattern('5'), rate).subarray(0, 0.12 * rate);
  for (const other of [697, 852, 941, 1209, 1477]) {
    assert.ok(strength(samples, rate, 770) > 20 * strength(samples, rate, other), `770 against ${other}`);
    assert.ok(strength(samples, rate, 1336) > 20 * strength(samples, rate, other), `1336 against ${other}`);
  }
});

test('pattern_rendered_isSilentBetweenBeepsAndBeginsWithoutClick', () => {
  const samples = render({ lasts: 1, volume: 0.5, beeps: [{ hertz: [400], at: 0.2, lasts: 0.2 }] }, 8000);
  assert.equal(samples.length, 8000);
  assert.equal(energy(samples.subarray(0, 1600)), 0);
  assert.equal(energy(samples.subarray(3200)), 0);
  assert.ok(energy(samples.subarray(1600, 3200)) > 10);
  assert.ok(Math.abs(samples[1601]!) < 0.01);
  assert.ok(samples.every((sample) => Math.abs(sample) <= 0.5));
});

test('digits_unknownCharacters_areSilent', () => {
  assert.equal(energy(render(digitsPattern('-'), 8000)), 0);
});

test('level_ofSamples_growsFromZeroToOne', () => {
  assert.equal(level(new Float32Array(100)), 0);
  assert.equal(level(new Float32Array()), 0);
  assert.ok(Math.abs(level(new Float32Array(100).fill(1)) - 1) < 1e-6);
  assert.ok(Math.abs(level(new Float32Array(100).fill(0.0316)) - 0.5) < 0.01); // -30 dB
});
