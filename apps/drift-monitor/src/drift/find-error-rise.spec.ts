import { createRandom } from '@driftdesk/ml';
import { describe, expect, it } from '@jest/globals';
import { type FeedbackTask, findErrorRise } from './find-error-rise.js';

const budget = { labelsPerMonth: 512, falseAlarms: 0.25 };
const draws = (seed: number, rates: readonly (readonly [labels: number, rate: number])[]) => {
  const random = createRandom(seed);
  return rates.flatMap(([labels, rate]) => Array.from({ length: labels }, () => random() < rate));
};
const find = (wrong: readonly boolean[], more: Partial<FeedbackTask> = {}) => findErrorRise({ wrong, ...budget, ...more });
const every = (count: number, step = 1) => Array.from({ length: count }, (_, n) => 1 + n * step);

describe('a rise of the errors', () => {
  it('is found, with the label from which on', () => {
    const found = find(draws(1, [[250, 0.1], [200, 0.4]]));
    expect(found.drifted).toBe(true);
    expect(found.statistic).toBeGreaterThan(found.threshold);
    expect(Math.abs((found.since ?? 0) - 250)).toBeLessThan(25);
  });

  it('is none where errors stay as they are, and the nearest that it came is said', () => {
    const found = find(draws(2, [[450, 0.2]]));
    expect(found).toMatchObject({ drifted: false, since: undefined });
    expect(found.statistic).toBeGreaterThan(0);
    expect(found.statistic).toBeLessThan(found.threshold);
  });

  it('is none any more when it was over before the labels end', () => {
    const burst = draws(3, [[250, 0.1], [60, 0.8]]);
    expect(find(burst).drifted).toBe(true);
    expect(find([...burst, ...draws(4, [[1_000, 0.1]])]).drifted).toBe(false);
  });

  it('goes on being one while it lasts, however late somebody asks', () => {
    expect(find(draws(5, [[250, 0.1], [1_500, 0.4]])).drifted).toBe(true);
  });
});

describe('labels that people chose to give', () => {
  it('are no rise when from now on only what is wrong is labelled', () => {
    // One ticket in ten is wrong before and after; then the right ones go without a label.
    const before = draws(6, [[300, 0.1]]);
    const after = draws(7, [[600, 0.1]]);
    const left = after.flatMap((wrong, at) => (wrong ? [301 + at] : []));
    const wrong = [...before, ...left.map(() => true)];
    expect(find(wrong).drifted).toBe(true);
    expect(find(wrong, { observed: [...every(300), ...left] }).drifted).toBe(false);
  });

  it('are no rise when people label more tickets than before', () => {
    const wrong = draws(8, [[800, 0.1]]);
    expect(find(wrong, { observed: [...every(200, 10), ...every(600).map((n) => 2_000 + n)] }).drifted).toBe(false);
  });

  it('are a rise when errors become more frequent among labels and tickets', () => {
    const wrong = draws(9, [[300, 0.1], [150, 0.3]]);
    expect(find(wrong, { observed: every(450) }).drifted).toBe(true);
    expect(find(wrong, { observed: every(450, 5) }).drifted).toBe(true);
  });

  it('need few more labels for it', () => {
    const streams = 200;
    const found = Array.from({ length: streams }, (_, seed) =>
      find(draws(100 + seed, [[250, 0.1], [400, 0.2]]), { observed: every(650) }),
    );
    expect(found.filter(({ drifted }) => drifted).length / streams).toBeGreaterThan(0.7);
  });
});
