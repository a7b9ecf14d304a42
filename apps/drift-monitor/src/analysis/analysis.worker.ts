import type { GateResult, ModelSpec } from '@driftdesk/contracts';
import { compareWindows, type CompareOptions, type Comparison, findRootCause, type RootCause } from '@driftdesk/drift';
import { type InferenceRow, openVersion, type Prediction } from '@driftdesk/inference';
import { type FeedbackResult, type FeedbackTask, findErrorRise } from '../drift/find-error-rise.js';
import { evaluateGates, type Evidence } from '../gates/evaluate-gates.js';
import type { ReportPageTask } from '../report/report-page.js';
import { findRegression, type Regression, type WatchedTickets, type WatchRules } from '../watch/compare-versions.js';
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

export function feedback(task: FeedbackTask): FeedbackResult {
  return findErrorRise(task);
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
  readonly tickets: WatchedTickets;
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
