import type { Comparison } from './compare-windows.js';

export type VerdictStatus = 'too_few' | 'no_drift' | 'suspected' | 'drift' | 'cooldown';

export interface VerdictRules {
  /** Rows that each window needs. */
  readonly minimumRows: number;
  /** Drifted windows in a row that make an alarm. */
  readonly windowsInARow: number;
  /** Rows by which a window must have moved on to count as another one. */
  readonly freshRows: number;
  /** How long nothing alarms after an alarm. */
  readonly cooldownMs: number;
}

/** What the verdict remembers between signals. Plain data. Times are milliseconds since 1970. */
export interface VerdictState {
  /** Drifted windows in a row so far. */
  readonly drifted: number;
  /** When the first of them was judged, and the newest row of the last one that counted. */
  readonly since?: number | undefined;
  readonly lastRow?: number | undefined;
  readonly cooldownUntil?: number | undefined;
}

/** Something new to judge. */
export type VerdictSignal =
  | {
      readonly kind: 'windows';
      /** `drifted` is not looked at when the rows are too few to compare. */
      readonly comparison: Pick<Comparison, 'rows' | 'drifted'>;
      /** Sequence number of the current window's newest row. */
      readonly lastRow: number;
    }
  | { readonly kind: 'feedback-alarm' };

export interface Verdict {
  readonly state: VerdictState;
  readonly status: VerdictStatus;
  /** With `suspected` and `drift`: when the first of the windows or labels that led to it was judged. */
  readonly since?: number | undefined;
}

export const verdictStart: VerdictState = { drifted: 0 };

/**
 * One drifted window is a suspicion; several in a row are drift, and so is one alarm of the feedback detector. Then
 * nothing alarms until the cooldown is over, and counting begins anew. A drifted window that hardly moved on since the last
 * one is the same evidence again, and does not count.
 */
export function judge(state: VerdictState, signal: VerdictSignal, at: number, rules: VerdictRules): Verdict {
  if (state.cooldownUntil !== undefined && at < state.cooldownUntil) return { state, status: 'cooldown' };
  const awake: VerdictState = state.cooldownUntil === undefined ? state : verdictStart;
  if (signal.kind === 'feedback-alarm') return alarm(awake.since ?? at, at, rules);
  const { comparison, lastRow } = signal;
  if (Math.min(comparison.rows.reference, comparison.rows.current) < rules.minimumRows) {
    return { state: awake, status: 'too_few' };
  }
  if (!comparison.drifted) return { state: verdictStart, status: 'no_drift' };
  if (awake.lastRow !== undefined && lastRow - awake.lastRow < rules.freshRows)
    return { state: awake, status: 'suspected', since: awake.since };
  const drifted = awake.drifted + 1;
  const since = awake.since ?? at;
  if (drifted >= rules.windowsInARow) return alarm(since, at, rules);
  return { state: { drifted, since, lastRow }, status: 'suspected', since };
}

function alarm(since: number, at: number, { cooldownMs }: VerdictRules): Verdict {
  return { state: { drifted: 0, cooldownUntil: at + cooldownMs }, status: 'drift', since };
}
