import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@driftdesk/ml';
import { planFalseAlarms, testNames, thresholdsFor } from './false-alarms.js';
import { judge, verdictStart, type VerdictState } from './verdict.js';

describe('thresholdsFor', () => {
  it('shares α out to all tests', () => {
    const thresholds = thresholdsFor(0.05);
    expect(Object.keys(thresholds)).toEqual([...testNames]);
    expect(Object.values(thresholds).reduce((sum, threshold) => sum + threshold, 0)).toBeCloseTo(0.05, 12);
    for (const threshold of Object.values(thresholds)) expect(threshold).toBeGreaterThan(0);
  });
});

describe('planFalseAlarms', () => {
  it('gives the windows three quarters of the budget and the feedback the rest', () => {
    const plan = planFalseAlarms({ falseAlarms: 1, evaluations: 120, windowsInARow: 2 });
    expect(plan.alpha).toBeCloseTo((0.75 * 2) / 120, 12);
    expect(plan.feedbackFalseAlarms).toBeCloseTo(0.25, 12);
  });

  it('never asks for less than 5 % of a window', () => {
    expect(planFalseAlarms({ falseAlarms: 30, evaluations: 10, windowsInARow: 2 }).alpha).toBe(0.05);
  });

  // How alike neighbouring evaluations are: 0, not at all; 1, the same chance decides all of a month.
  it.each([0, 0.5, 0.9, 1])('keeps the budget when neighbouring windows are %d alike', (alike) => {
    const budget = { falseAlarms: 3, evaluations: 120, windowsInARow: 2 };
    const { alpha } = planFalseAlarms(budget);
    const random = createRandom(12);
    const months = 2_000;
    let alarms = 0;
    for (let month = 0; month < months; month++) {
      let state: VerdictState = verdictStart;
      let chance = random();
      for (let at = 0; at < budget.evaluations; at++) {
        if (random() >= alike) chance = random();
        const comparison = { rows: { reference: 500, current: 500 }, drifted: chance <= alpha };
        const rules = { minimumRows: 1, windowsInARow: 2, freshRows: 1, cooldownMs: 0 };
        const verdict = judge(state, { kind: 'windows', comparison, lastRow: at }, at, rules);
        state = verdict.state;
        if (verdict.status === 'drift') alarms++;
      }
    }
    expect(alarms / months).toBeLessThan(0.75 * 3 * 1.15);
    expect(alarms).toBeGreaterThan(0);
  });

  it('refuses what is not positive', () => {
    expect(() => planFalseAlarms({ falseAlarms: 0, evaluations: 120, windowsInARow: 2 })).toThrow('falseAlarms is 0');
  });
});
