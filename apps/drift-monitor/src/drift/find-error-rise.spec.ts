import { createRandom } from '@driftdesk/ml';
import { describe, expect, it } from '@jest/globals';
import { type FeedbackTask, findErrorRise } from './find-error-rise.js';

const budget = { labelsPerMonth: 512, falseAlarms: 0.25 };
const draws = (seed: number, rates: readonly (readonly [labels: number, rate: number])[]) => {
  const random = createRandom(seed);
  return rates.flatMap(([labels, rate]) => Array.from({ length: labels }, () => random() < rate));
};
/** Of one identity that stands for all, unless it says whose they are. */
const find = (
  wrong: readonly boolean[],
  { observed, authors, ...more }: Partial<FeedbackTask> & { observed?: number[]; authors?: (n: number) => string } = {},
) =>
  findErrorRise({
    ...budget,
    ...{ authorShare: 0.1, perTicket: observed !== undefined, ...more },
    labels: wrong.map((one, n) => ({
      ...{ wrong: one, observed: observed?.[n] ?? n + 1, ticketId: `${n}` },
      authorId: authors?.(n) ?? 'local',
    })),
  });
const every = (count: number, step = 1) => Array.from({ length: count }, (_, n) => 1 + n * step);

describe('a rise of the errors', () => {
  it('is found, with the label from which on', () => {
    const found = find(
      draws(1, [
        [250, 0.1],
        [200, 0.4],
      ]),
    );
    expect(found.drifted).toBe(true);
    expect(found.statistic).toBeGreaterThan(found.threshold);
    expect(Math.abs((found.since ?? 0) - 250)).toBeLessThan(100);
  });

  it('is none where errors stay as they are, and the nearest that it came is said', () => {
    const found = find(draws(2, [[450, 0.2]]), { falseAlarms: 0.02 });
    expect([found.drifted, found.since]).toEqual([false, undefined]);
    expect(found.statistic).toBeGreaterThan(0);
    expect(found.statistic).toBeLessThan(found.threshold);
  });

  it('is none any more when it was over before the labels end', () => {
    const burst = draws(3, [
      [250, 0.1],
      [60, 0.8],
    ]);
    expect(find(burst).drifted).toBe(true);
    expect(find([...burst, ...draws(4, [[1_000, 0.1]])]).drifted).toBe(false);
  });

  it('goes on being one while it lasts, however late somebody asks', () => {
    expect(
      find(
        draws(5, [
          [250, 0.1],
          [1_500, 0.4],
        ]),
      ).drifted,
    ).toBe(true);
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
    const wrong = draws(9, [
      [300, 0.1],
      [150, 0.3],
    ]);
    expect(find(wrong, { observed: every(450) }).drifted).toBe(true);
    expect(find(wrong, { observed: every(450, 5) }).drifted).toBe(true);
  });

  it('need few more labels for it', () => {
    const streams = 200;
    const found = Array.from({ length: streams }, (_, seed) =>
      find(
        draws(100 + seed, [
          [250, 0.1],
          [400, 0.2],
        ]),
        { observed: every(650) },
      ),
    );
    expect(found.filter(({ drifted }) => drifted).length / streams).toBeGreaterThan(0.7);
  });
});

describe('an author who gives a tenth of the labels', () => {
  it('makes no rise alone, though they are most of the newest', () => {
    const honest = draws(12, [[300, 0.1]]);
    const wrong = [...honest, ...new Array<boolean>(33).fill(true)];
    expect(find(wrong, { authors: (n) => `agent ${n % 20}` }).drifted).toBe(true);
    expect(find(wrong, { authors: (n) => (n < 300 ? `agent ${n % 20}` : 'mallory') }).drifted).toBe(false);
    // Nor among labels that others give meanwhile.
    const mixed = [...honest, ...draws(13, [[60, 0.1]]).flatMap((one) => [one, true])];
    const authors = (n: number) => (n >= 300 && n % 2 === 1 ? 'mallory' : `agent ${n % 20}`);
    expect(find(mixed).drifted).toBe(true);
    expect(find(mixed, { authors }).drifted).toBe(false);
    expect(find(mixed, { authors, authorShare: 1 }).drifted).toBe(true);
  });
});
