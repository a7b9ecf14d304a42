import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@driftdesk/ml';
import { halton } from './halton.fixture.js';
import { pageHinkley, pageHinkleyStart, type PageHinkleyState } from './page-hinkley.js';
import { pageHinkleyThresholds } from './page-hinkley-thresholds.js';

const rules = { tolerance: 0.05, minimumLabels: 30 };

/** Labels until the first alarm; -1 without one. */
function labelsToAlarm(errors: Iterable<boolean>, threshold: (errorRate: number) => number): number {
  let state: PageHinkleyState = pageHinkleyStart;
  let labels = 0;
  for (const wrong of errors) {
    labels++;
    const step = pageHinkley(state, wrong, { ...rules, threshold });
    if (step.alarm) return labels;
    state = step.state;
  }
  return -1;
}

describe('pageHinkley', () => {
  it('agrees with an independent implementation', () => {
    const errors = halton(400, 2).map((value, at) => value < (at < 250 ? 0.15 : 0.45));
    let state = pageHinkleyStart;
    const statistics = errors.map((wrong) => {
      const step = pageHinkley(state, wrong, { ...rules, threshold: () => Infinity });
      state = step.state;
      return step.statistic;
    });
    // The formula in NumPy; the last one is river.drift.PageHinkley(delta=0.05, alpha=1) of river 0.2x as well.
    expect(statistics[99]).toBeCloseTo(0.9745344487373213, 10);
    expect(statistics[249]).toBeCloseTo(0.3921637517813181, 10);
    expect(statistics[299]).toBeCloseTo(11.992044241805909, 10);
    expect(statistics[399]).toBeCloseTo(28.42306151972118, 10);
    expect(state.errorRate).toBeCloseTo(0.265, 12);
  });

  it('begins anew after an alarm, and takes a state that was stored meanwhile', () => {
    const errors = [...new Array<boolean>(100).fill(false), ...new Array<boolean>(100).fill(true)];
    const at = labelsToAlarm(errors, () => 5);
    expect(at).toBeGreaterThan(100);
    expect(at).toBeLessThan(110);
    let state: PageHinkleyState = pageHinkleyStart;
    for (const wrong of errors.slice(0, at)) {
      state = pageHinkley(JSON.parse(JSON.stringify(state)), wrong, { ...rules, threshold: () => 5 }).state;
    }
    expect(state).toEqual(pageHinkleyStart);
  });

  it('says nothing before there are enough labels', () => {
    expect(labelsToAlarm(new Array<boolean>(29).fill(false).concat(true), () => 0)).toBe(30);
  });
});

describe('pageHinkleyThresholds', () => {
  const budget = { ...rules, labels: 512, falseAlarms: 0.25, seed: 4 };
  const threshold = pageHinkleyThresholds(budget);

  // Python's random module and a plain loop over the formula, 6,000 streams a rate.
  it.each([
    [0.01, 13.527],
    [0.02, 9.309],
    [0.05, 6.156],
    [0.1, 4.823],
    [0.2, 4.001],
    [0.35, 3.685],
    [0.5, 3.615],
  ])('at an error rate of %d is %d, as an independent simulation says', (errorRate, expected) => {
    expect(Math.abs(threshold(errorRate) / expected - 1)).toBeLessThan(0.12);
  });

  it('lies between those of the neighbouring rates, and beyond the ends is that of the end', () => {
    expect(threshold(0.14)).toBeLessThan(threshold(0.1));
    expect(threshold(0.14)).toBeGreaterThan(threshold(0.2));
    expect(threshold(0.001)).toBe(threshold(0.01));
    expect(threshold(0.8)).toBe(threshold(0.5));
  });

  it.each([0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.27, 0.35, 0.5])(
    'keep the budget at an error rate of %d',
    (errorRate) => {
      const random = createRandom(77);
      const streams = 1_000;
      let alarms = 0;
      for (let stream = 0; stream < streams; stream++) {
        let state: PageHinkleyState = pageHinkleyStart;
        for (let label = 0; label < budget.labels; label++) {
          const step = pageHinkley(state, random() < errorRate, { ...rules, threshold });
          state = step.state;
          if (step.alarm) alarms++;
        }
      }
      expect(alarms / streams).toBeLessThan(0.25 + 2 * Math.sqrt(0.25 / streams));
      // A detector that never alarms keeps every budget.
      expect(alarms / streams).toBeGreaterThan(0.1);
    },
  );

  it.each([
    [0.1, 0.2, 0.85],
    [0.2, 0.35, 0.93],
    [0.15, 0.45, 0.97],
  ])('find errors that rise from %d to %d within 400 labels in a share of %d', (before, after, share) => {
    const random = createRandom(5);
    const streams = 1_000;
    let found = 0;
    for (let stream = 0; stream < streams; stream++) {
      let state: PageHinkleyState = pageHinkleyStart;
      for (let label = 0; label < 650; label++) {
        const step = pageHinkley(state, random() < (label < 250 ? before : after), { ...rules, threshold });
        state = step.state;
        if (!step.alarm || label < 250) continue;
        found++;
        break;
      }
    }
    expect(found / streams).toBeGreaterThan(share);
  });

  it('grow with the labels and fall with the alarms allowed', () => {
    const at = (more: Partial<typeof budget>) => pageHinkleyThresholds({ ...budget, ...more })(0.15);
    expect(at({ labels: 2_000 })).toBeGreaterThan(threshold(0.15));
    expect(at({ falseAlarms: 2 })).toBeLessThan(threshold(0.15));
    expect(at({})).toBe(threshold(0.15));
  });

  it('refuse a budget that is not positive', () => {
    expect(() => pageHinkleyThresholds({ ...budget, falseAlarms: 0 })).toThrow('falseAlarms is 0');
  });
});
