import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mark, Meter, Reporter, type Sample } from '../src/quality.ts';

const sample = (roundTripMs: number, jitterMs: number, lossPercent: number): Sample => ({ roundTripMs, jitterMs, lossPercent });

test('mark_ofSamples_followsRatingFactor', () => {
  const table: [Sample, string][] = [
    [sample(0, 0, 0), 'good'],
    [sample(100, 5, 1), 'good'],
    [sample(300, 10, 2), 'good'],
    [sample(100, 5, 5), 'fair'],
    [sample(440, 20, 0), 'fair'],
    [sample(500, 10, 1), 'fair'],
    [sample(100, 5, 10), 'poor'],
    [sample(800, 30, 0), 'poor'],
    [sample(0, 200, 0), 'poor'],
  ];
  for (const [given, expected] of table) assert.equal(mark(given), expected, JSON.stringify(given));
});

const report = (...entries: object[]): RTCStatsReport => new Map(entries.map((entry, i) => [String(i), entry])) as unknown as RTCStatsReport;
const inbound = (packetsReceived: number, packetsLost: number, jitter = 0.004): object => ({ type: 'inbound-rtp', kind: 'audio', packetsReceived, packetsLost, jitter });

test('meter_successiveReports_countsOnlyTheTimeBetween', () => {
  const meter = new Meter();
  meter.sample(report(inbound(1000, 500)));
  assert.deepEqual(meter.sample(report(inbound(1095, 505), { type: 'remote-inbound-rtp', kind: 'audio', roundTripTime: 0.0404 },
    { type: 'inbound-rtp', kind: 'video', packetsReceived: 5, packetsLost: 900 })), sample(40, 4, 5));
});

test('meter_nothingReceivedOnHold_countsNoLoss', () => {
  const meter = new Meter();
  meter.sample(report(inbound(100, 0)));
  assert.equal(meter.sample(report(inbound(100, 0))).lossPercent, 0);
});

test('meter_doubledPackets_countsNoNegativeLoss', () => {
  const meter = new Meter();
  meter.sample(report(inbound(100, 5)));
  assert.equal(meter.sample(report(inbound(200, 3))).lossPercent, 0);
});

test('meter_noReceiverReportYet_takesRoundTripOfThePath', () => {
  const path = { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.08 };
  assert.equal(new Meter().sample(report(inbound(10, 0), path)).roundTripMs, 80);
});

test('reporter_sameMark_isDueEveryTenSeconds', () => {
  const reporter = new Reporter();
  assert.equal(reporter.isDue('good', 0), true);
  assert.equal(reporter.isDue('good', 9_999), false);
  assert.equal(reporter.isDue('good', 10_000), true);
  assert.equal(reporter.isDue('fair', 10_500), true);
});
