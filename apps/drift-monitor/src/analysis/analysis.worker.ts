import type { GateResult, ModelSpec } from '@driftdesk/contracts';
import {
  compareWindows,
  type CompareOptions,
  type Comparison,
  findRootCause,
  pageHinkley,
  pageHinkleyStart,
  pageHinkleyThreshold,
  type RootCause,
} from '@driftdesk/drift';
import { type InferenceRow, openVersion, type Prediction } from '@driftdesk/inference';
import { evaluateGates, type Evidence } from '../gates/evaluate-gates.js';
import type { ReportPageTask } from '../report/report-page.js';
import { findRegression, type Regression, type WatchedTicket, type WatchRules } from '../watch/compare-versions.js';
import { type PackedRows, unpackRows } from './packed-rows.js';

// Runs in a worker thread: what takes longer than an event loop may wait. Plain data in and out.

/** Two windows and how to compare them. */
export interface ComparisonTask {
  readonly reference: PackedRows;
  readonly current: PackedRows;
  readonly options: CompareOptions;
}

export function compare({ reference, current, options }: ComparisonTask): Comparison {
  return compareWindows(unpackRows(reference), unpackRows(current), options);
}

export function rootCause({ reference, current, options }: ComparisonTask): RootCause {
  return findRootCause(unpackRows(reference), unpackRows(current), options);
}

/** Labels in the order in which they came, and what of them may be a false alarm. */
export interface FeedbackTask {
  readonly wrong: readonly boolean[];
  readonly labelsPerMonth: number;
  readonly falseAlarms: number;
}

export interface FeedbackResult {
  /** Highest value of the detector's statistic, in units of the threshold's. */
  readonly statistic: number;
  readonly threshold: number;
  readonly drifted: boolean;
  /** With an alarm: the label from which on errors became more frequent, as far as can be told. */
  readonly since?: number | undefined;
}

/** A rise of the error rate by less is not worth an alarm. */
const tolerance = 0.05;
const minimumLabels = 30;
const seed = 1;
const thresholds = new Map<string, number>();

export function feedback({ wrong, labelsPerMonth, falseAlarms }: FeedbackTask): FeedbackResult {
  const threshold = thresholdOf(labelsPerMonth, falseAlarms);
  let state = pageHinkleyStart;
  let statistic = 0;
  let since = 0;
  for (const [at, error] of wrong.entries()) {
    const step = pageHinkley(state, error, { tolerance, minimumLabels, threshold });
    if (step.state.labels >= minimumLabels || step.alarm) statistic = Math.max(statistic, step.risk);
    if (step.alarm) return { statistic, threshold, drifted: true, since };
    // The sum falls while errors are as rare as before: its lowest point is where that ended.
    if (step.state.sum === step.state.smallest) since = at + 1;
    state = step.state;
  }
  return { statistic, threshold, drifted: false };
}

/** Simulated once for each order of magnitude of labels. */
function thresholdOf(labelsPerMonth: number, falseAlarms: number): number {
  const labels = 2 ** Math.ceil(Math.log2(Math.min(8_192, Math.max(256, labelsPerMonth))));
  const key = `${labels} ${falseAlarms}`;
  const known = thresholds.get(key);
  if (known !== undefined) return known;
  const threshold = pageHinkleyThreshold({ labels, falseAlarms, tolerance, minimumLabels, seed });
  thresholds.set(key, threshold);
  return threshold;
}

/** A version and the rows that it is asked about. */
export interface ScoringTask {
  readonly directory: string;
  readonly digest: string;
  readonly rows: readonly InferenceRow[];
}

/** One prediction a row, in order. @throws VersionCorrupt */
export async function score({ directory, digest, rows }: ScoringTask): Promise<Prediction[]> {
  const version = await openVersion(directory, digest);
  try {
    return await version.predict(rows);
  } finally {
    await version.release();
  }
}

/** A trained version, and the model whose gates it must pass. */
export interface GatesTask {
  readonly spec: ModelSpec;
  readonly evidence: Evidence;
}

export function gates({ spec, evidence }: GatesTask): GateResult[] {
  return evaluateGates(spec, evidence);
}

/** What two versions said of the same tickets. */
export interface RegressionTask {
  readonly tickets: readonly WatchedTicket[];
  readonly rules: WatchRules;
}

export function regression({ tickets, rules }: RegressionTask): Regression {
  return findRegression(tickets, rules);
}

/** The HTML of a drift report. The charts' library is loaded for the first page: no comparison waits for it. */
export async function drawReportPage(task: ReportPageTask): Promise<string> {
  const { reportPage } = await import('../report/report-page.js');
  return reportPage(task);
}
