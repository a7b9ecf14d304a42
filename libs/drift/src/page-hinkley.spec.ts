import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@driftdesk/ml';
import { halton } from './halton.fixture.js';
import { pageHinkley, pageHinkleyStart, type PageHinkleyState } from './page-hinkley.js';
import { pageHinkleyThreshold } from './page-hinkley-threshold.js';

const rules = { tolerance: 0.05, minimumLabels: 30 };

/** Labels until the first alarm; -1 without one. */
function labelsToAlarm(errors: Iterable<boolean>, threshold: number): number {
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
      const step = pageHinkley(state, wrong, { ...rules, threshold: Infinity });
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
    const at = labelsToAlarm(errors, 5);
    expect(at).toBeGreaterThan(100);
    expect(at).toBeLessThan(110);
    let state: PageHinkleyState = pageHinkleyStart;
    for (const wrong of errors.slice(0, at)) {
      state = pageHinkley(JSON.parse(JSON.stringify(state)), wrong, { ...rules, threshold: 5 }).state;
    }
    expect(state).toEqual(pageHinkleyStart);
  });

  it('says nothing before there are enough labels', () => {
    expect(labelsToAlarm(new Array<boolean>(29).fill(false).concat(true), 0)).toBe(30);
  });
});

describe('pageHinkleyThreshold', () => {
  const budget = { ...rules, labels: 500, falseAlarms: 0.25, seed: 4 };
  const threshold = pageHinkleyThreshold(budget);

  it.each([0.03, 0.15, 0.3, 0.5])('keeps the budget at an error rate of %d', (errorRate) => {
    const random = createRandom(77);
    const streams = 300;
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
  });

  it('lets a doubled error rate through soon', () => {
    const random = createRandom(5);
    const delays = Array.from({ length: 40 }, () => {
      const errors = Array.from({ length: 600 }, (_, at) => random() < (at < 200 ? 0.15 : 0.45));
      return labelsToAlarm(errors, threshold) - 200;
    });
    expect(delays.filter((delay) => delay > 0 && delay < 150).length).toBeGreaterThan(35);
  });

  it('grows with the labels and falls with the alarms allowed', () => {
    expect(pageHinkleyThreshold({ ...budget, labels: 2_000 })).toBeGreaterThan(threshold);
    expect(pageHinkleyThreshold({ ...budget, falseAlarms: 2 })).toBeLessThan(threshold);
    expect(pageHinkleyThreshold(budget)).toBe(threshold);
  });

  it('refuses a budget that is not positive', () => {
    expect(() => pageHinkleyThreshold({ ...budget, falseAlarms: 0 })).toThrow('falseAlarms is 0');
  });
});
