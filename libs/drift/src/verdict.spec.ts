import { describe, expect, it } from '@jest/globals';
import { judge, verdictStart, type VerdictSignal, type VerdictState } from './verdict.js';

const rules = { minimumRows: 100, windowsInARow: 2, freshRows: 50, cooldownMs: 1_000 };

const windows = (drifted: boolean, lastRow: number, rows = 300): VerdictSignal => ({
  kind: 'windows',
  comparison: { drifted, rows: { reference: 2_000, current: rows } },
  lastRow,
});
const feedback: VerdictSignal = { kind: 'feedback-alarm' };

/** The statuses that signals lead to, each at its time. */
function statuses(signals: readonly (readonly [at: number, signal: VerdictSignal])[]): string[] {
  let state: VerdictState = verdictStart;
  return signals.map(([at, signal]) => {
    const verdict = judge(state, signal, at, rules);
    state = JSON.parse(JSON.stringify(verdict.state));
    return verdict.since === undefined ? verdict.status : `${verdict.status} since ${verdict.since}`;
  });
}

describe('judge', () => {
  it.each<[string, (readonly [number, VerdictSignal])[], string[]]>([
    ['nothing drifts', [[1, windows(false, 300)]], ['no_drift']],
    [
      'two drifted windows in a row are drift, since the first',
      [
        [1, windows(true, 300)],
        [2, windows(true, 400)],
      ],
      ['suspected since 1', 'drift since 1'],
    ],
    [
      'a quiet window between them starts over',
      [
        [1, windows(true, 300)],
        [2, windows(false, 400)],
        [3, windows(true, 500)],
      ],
      ['suspected since 1', 'no_drift', 'suspected since 3'],
    ],
    [
      'the same rows asked about again count once',
      [
        [1, windows(true, 300)],
        [2, windows(true, 300)],
        [3, windows(true, 349)],
        [4, windows(true, 350)],
      ],
      ['suspected since 1', 'suspected since 1', 'suspected since 1', 'drift since 1'],
    ],
    [
      'too few rows say nothing and forget nothing',
      [
        [1, windows(true, 300)],
        [2, windows(true, 400, 99)],
        [3, windows(true, 400)],
      ],
      ['suspected since 1', 'too_few', 'drift since 1'],
    ],
    ['an alarm of the feedback detector is enough', [[5, feedback]], ['drift since 5']],
    [
      'it counts from the first suspicion',
      [
        [1, windows(true, 300)],
        [5, feedback],
      ],
      ['suspected since 1', 'drift since 1'],
    ],
    [
      'nothing alarms in the cooldown, and counting begins anew after it',
      [
        [0, feedback],
        [1, windows(true, 300)],
        [500, feedback],
        [999, windows(true, 400)],
        [1_000, windows(true, 500)],
        [1_001, windows(true, 600)],
      ],
      ['drift since 0', 'cooldown', 'cooldown', 'cooldown', 'suspected since 1000', 'drift since 1000'],
    ],
  ])('%s', (_, signals, expected) => {
    expect(statuses(signals)).toEqual(expected);
  });
});
