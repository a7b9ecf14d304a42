import { compareWindows, type Comparison, testNames, type TestName } from '@driftdesk/drift';
import { createRandom } from '@driftdesk/ml';
import type { Stream } from './prepare.js';
import { type Change, drawWindows, type Sizes, type Windows } from './scenarios.js';

/** Chance of a false alarm that a window may have. */
export const alpha = 0.05;

/** Shares of some windows. */
export type Rates = Readonly<Record<TestName | 'verdict', number>>;

/** Of windows without drift, how many each test takes for drifted at 5 %, and how many the verdict. */
export function falseAlarmRates(stream: Stream, sizes: Sizes, windows: number, seed: number): Rates {
  const compared = compareMany([stream], 'new topic', 0, sizes, windows, seed);
  const rate = (alarms: (comparison: Comparison) => boolean) => compared.filter(alarms).length / compared.length;
  const tests = testNames.map((name) => [name, rate(({ tests: all }) => pValueOf(all, name) <= alpha)] as const);
  return { ...(Object.fromEntries(tests) as Record<TestName, number>), verdict: rate(({ drifted }) => drifted) };
}

/** How often each test alarms at its own threshold, and how often the verdict of one window. */
export function power(
  streams: readonly Stream[],
  change: Change,
  share: number,
  sizes: Sizes,
  windows: number,
  seed: number,
): Rates {
  const compared = compareMany(streams, change, share, sizes, windows, seed);
  const rate = (alarms: (comparison: Comparison) => boolean) => compared.filter(alarms).length / compared.length;
  const tests = testNames.map(
    (name) => [name, rate(({ tests: all }) => all.some((test) => test.name === name && test.drifted))] as const,
  );
  return { ...(Object.fromEntries(tests) as Record<TestName, number>), verdict: rate(({ drifted }) => drifted) };
}

function pValueOf(tests: Comparison['tests'], name: TestName): number {
  return tests.find((test) => test.name === name)?.pValue ?? 1;
}

function compareMany(
  streams: readonly Stream[],
  change: Change,
  share: number,
  sizes: Sizes,
  windows: number,
  seed: number,
): Comparison[] {
  const random = createRandom(seed);
  return Array.from({ length: windows }, (_, at) => {
    const stream = streams[at % streams.length] as Stream;
    return compare(drawWindows(stream, change, share, sizes, random), at);
  });
}

function compare({ reference, current }: Windows, seed: number): Comparison {
  return compareWindows(reference, current, { alpha, seed });
}

/** Milliseconds of comparisons of windows with a new topic, ascending. The first ones warm up and are left out. */
export function timeComparisons(stream: Stream, sizes: Sizes, runs: number, seed: number): number[] {
  const random = createRandom(seed);
  const warmUp = 3;
  const times = Array.from({ length: warmUp + runs }, (_, at) => {
    const windows = drawWindows(stream, 'new topic', at % 2 === 0 ? 0 : 0.1, sizes, random);
    const started = performance.now();
    compare(windows, at);
    return performance.now() - started;
  });
  return times.slice(warmUp).sort((left, right) => left - right);
}
