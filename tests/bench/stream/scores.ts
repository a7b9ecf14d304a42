import { createRandom } from '@driftdesk/ml';

/** True and predicted classes by number, one a ticket. */
export interface Answers {
  readonly targets: Int32Array;
  readonly predicted: Int32Array;
}

export interface Interval {
  readonly value: number;
  /** 2.5th and 97.5th percentile of the resampled values. */
  readonly lower: number;
  readonly upper: number;
}

const resamples = 1_000;

/** Of some rows: the share that is right, and the mean F1 over the classes that occur (as scikit-learn counts them). */
export function score({ targets, predicted }: Answers, rows: Int32Array, classes: number) {
  const hits = new Float64Array(classes);
  const asked = new Float64Array(classes);
  const said = new Float64Array(classes);
  const add = (counts: Float64Array, c: number) => (counts[c] = (counts[c] as number) + 1);
  for (const row of rows) {
    const [target, guess] = [targets[row] as number, predicted[row] as number];
    add(asked, target);
    add(said, guess);
    if (target === guess) add(hits, target);
  }
  const f1 = Array.from(hits, (hit, c) => ({ rows: (asked[c] as number) + (said[c] as number), hit }))
    .filter((one) => one.rows > 0)
    .map((one) => (2 * one.hit) / one.rows);
  return {
    accuracy: hits.reduce((sum, hit) => sum + hit, 0) / rows.length,
    macroF1: f1.reduce((sum, value) => sum + value, 0) / f1.length,
  };
}

/** A figure of some rows with its percentile interval, by resampling the rows (Efron & Tibshirani 1993, chapter 13). */
export function bootstrap(rows: number, seed: number, of: (rows: Int32Array) => number): Interval {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: resamples }, () =>
    of(Int32Array.from({ length: rows }, () => Math.floor(random() * rows))),
  ).sort();
  const at = (share: number) => values[Math.floor(share * (resamples - 1))] as number;
  return { value: of(Int32Array.from({ length: rows }, (_, row) => row)), lower: at(0.025), upper: at(0.975) };
}

/** Share of the last tickets that are right, after every so many tickets. */
export function rolling(
  right: readonly boolean[],
  window: number,
  every: number,
): { ticket: number; accuracy: number }[] {
  const points = [];
  for (let end = window; end <= right.length; end += every) {
    points.push({ ticket: end, accuracy: right.slice(end - window, end).filter(Boolean).length / window });
  }
  return points;
}
