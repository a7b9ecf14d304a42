import type { CsrMatrix, FitOptions, LinearHead } from '@driftdesk/ml';

/** A head's class numbers, one per row (-1: no label). */
export interface HeadTargets {
  readonly classes: number;
  readonly training: Int32Array;
  /** Those of the calibration rows. */
  readonly calibration?: Int32Array | undefined;
}

/** Rows that any number of fits learn from, and rows that their results are judged on. */
export interface FitProblem {
  readonly training: CsrMatrix;
  readonly calibration?: CsrMatrix | undefined;
  readonly heads: readonly HeadTargets[];
}

/** One fit of one head. */
export interface FitTask {
  readonly problem: number;
  readonly head: number;
  readonly options: FitOptions;
}

/** How well a head's scores explain calibration rows, at the temperature that explains them best. */
export interface Judgement {
  readonly temperature: number;
  /** Mean negative log-likelihood. */
  readonly loss: number;
}

/** A fitted head; judged when its problem has calibration rows. */
export interface FitResult {
  readonly head: LinearHead;
  readonly converged: boolean;
  readonly judgement?: Judgement | undefined;
}

/** What a thread is told. */
export type FitRequest =
  | { readonly type: 'open'; readonly id: number; readonly problem: FitProblem }
  | { readonly type: 'close'; readonly id: number }
  | { readonly type: 'fit'; readonly task: FitTask };

/** What it answers each fit with. */
export type FitReply =
  { readonly type: 'fitted'; readonly result: FitResult } | { readonly type: 'refused'; readonly reason: string };
