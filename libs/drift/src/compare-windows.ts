import { cellDiscrepancy, type CellDiscrepancy } from './cell-discrepancy.js';
import { thresholdsFor, type TestName } from './false-alarms.js';
import { mixShift, type MixShift } from './label-mix.js';
import { meanDiscrepancy, type MeanDiscrepancy } from './mean-discrepancy.js';
import { poolVectors } from './pool-vectors.js';
import { softmaxShift, type SoftmaxShift } from './softmax-shift.js';
import { textLengthShift, unseenWordsShift, type TextShift } from './text-statistics.js';
import { uncertaintyOf } from './uncertainty.js';
import type { WindowRow } from './window-row.js';

/** What stands behind each test's p-value. */
export interface TestDetails {
  softmax: Pick<SoftmaxShift, 'columns'>;
  'embedding-cells': Pick<CellDiscrepancy, 'permutations' | 'exceedances'>;
  'embedding-mean': Pick<MeanDiscrepancy, 'permutations' | 'exceedances'>;
  /** Smallest p first. */
  'label-mix': { readonly heads: readonly HeadMix[] };
  'language-mix': Mix;
  'text-length': Pick<TextShift, 'before' | 'after'>;
  'unseen-words': Pick<TextShift, 'before' | 'after'>;
}

type Mix = Omit<MixShift, 'statistic' | 'pValue'>;

/** The mix of a head's predicted labels; the p-value is this head's alone. */
export interface HeadMix extends MixShift {
  readonly head: string;
}

/** What one test found. */
export interface TestResultOf<Name extends TestName> {
  readonly name: Name;
  readonly statistic: number;
  /** Corrected for what the test itself looks at (columns, heads). */
  readonly pValue: number;
  /** Its share of α; drifted when the p-value is at most this. */
  readonly threshold: number;
  readonly drifted: boolean;
  readonly detail: TestDetails[Name];
}

export type TestResult = { [Name in TestName]: TestResultOf<Name> }[TestName];

/** Two windows compared by every test. Plain data. */
export interface Comparison {
  readonly rows: { readonly reference: number; readonly current: number };
  readonly alpha: number;
  /** In the order of `testNames`. */
  readonly tests: readonly TestResult[];
  /** Whether any test drifted: without drift, that has at most the chance α. */
  readonly drifted: boolean;
}

export interface CompareOptions {
  /** The chance of a false alarm. */
  readonly alpha: number;
  readonly seed: number;
}

/**
 * Makes every test on two windows of rows that one model version classified.
 * @throws RangeError when a window is empty, a row has no probabilities, or the rows' heads differ
 */
export function compareWindows(
  reference: readonly WindowRow[],
  current: readonly WindowRow[],
  { alpha, seed }: CompareOptions,
): Comparison {
  if (reference.length === 0 || current.length === 0) {
    throw new RangeError(`Cannot compare ${reference.length} reference rows with ${current.length} current ones.`);
  }
  const thresholds = thresholdsFor(alpha);
  const finish = <Name extends TestName>(name: Name, found: Found<Name>): TestResultOf<Name> => {
    const threshold = thresholds[name];
    return { name, ...found, threshold, drifted: found.pValue <= threshold };
  };
  const both = <Value>(of: (row: WindowRow) => Value) => [reference.map(of), current.map(of)] as const;
  const uncertainties = both(({ probabilities }) => uncertaintyOf(probabilities)).flat();
  const pooled = poolVectors(...both(({ embedding }) => embedding), uncertainties);
  const permuted = (name: TestName) => ({ threshold: thresholds[name], seed });
  const texts = both(({ text }) => text);
  const tests = [
    finish('softmax', detailed(softmaxShift(...both(({ probabilities }) => probabilities)))),
    finish('embedding-cells', detailed(cellDiscrepancy(pooled, permuted('embedding-cells')))),
    finish('embedding-mean', detailed(meanDiscrepancy(pooled, permuted('embedding-mean')))),
    finish('label-mix', labelMix(...both(({ labels }) => labels))),
    finish('language-mix', detailed(mixShift(...both(({ language }) => language)))),
    finish('text-length', detailed(textLengthShift(...texts))),
    finish('unseen-words', detailed(unseenWordsShift(...texts, seed))),
  ];
  return {
    rows: { reference: reference.length, current: current.length },
    alpha,
    tests,
    drifted: tests.some(({ drifted }) => drifted),
  };
}

type Found<Name extends TestName> = Pick<TestResultOf<Name>, 'statistic' | 'pValue' | 'detail'>;

function detailed<Result extends { readonly statistic: number; readonly pValue: number }>(result: Result) {
  const { statistic, pValue, ...detail } = result;
  return { statistic, pValue, detail };
}

type Labels = WindowRow['labels'];

/** The head that differs most speaks for all: its p times the number of heads. */
function labelMix(reference: readonly Labels[], current: readonly Labels[]): Found<'label-mix'> {
  const heads = Object.keys(reference[0] as Labels)
    .map((head): HeadMix => {
      const labelsOf = (rows: readonly Labels[]) => rows.map((labels) => labels[head] ?? '');
      return { head, ...mixShift(labelsOf(reference), labelsOf(current)) };
    })
    .sort((left, right) => left.pValue - right.pValue);
  const [most] = heads;
  if (most === undefined) throw new RangeError('The rows have no predicted labels.');
  return { statistic: most.statistic, pValue: Math.min(1, heads.length * most.pValue), detail: { heads } };
}
