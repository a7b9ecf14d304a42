import { createRandom, type Random } from '@driftdesk/ml';
import { describe, expect, it } from '@jest/globals';
import { describeWatch, findRegression, type SampledTicket, type WatchedTickets } from './compare-versions.js';
import { lossBound, studentQuantile } from './loss-bound.js';

const ticket = (more: Partial<SampledTicket> = {}): SampledTicket => ({
  abstained: { now: false, before: false },
  confidence: { now: 0.9, before: 0.9 },
  ...more,
});
const labelled = (count: number, now: boolean, before: boolean, authorId = 'local') =>
  Array.from({ length: count }, (_, n) => ({ ticketId: `${n}`, authorId, now, before }));
const watched = (more: Partial<WatchedTickets>): WatchedTickets => ({ labelled: [], sample: [], ...more });
const rules = { alpha: 0.01, looks: 6, authorShare: 0.1 };

describe('a watched version', () => {
  it('is worse when it errs where the version before did not, beyond luck', () => {
    const bad = [...labelled(14, true, false), ...labelled(1, false, true), ...labelled(20, false, false)];
    expect(findRegression(watched({ labelled: bad }), rules)).toMatchObject({
      worse: true,
      reason: expect.stringMatching(/^It errs on 14 of 35 labelled tickets, the version before on 1 \(p = 4\.9e-4\)/),
    });
    const luck = [...labelled(6, true, false), ...labelled(1, false, true)];
    expect(findRegression(watched({ labelled: luck }), rules).worse).toBe(false);
    // Both err alike: the stream is hard, not the version bad.
    expect(findRegression(watched({ labelled: labelled(50, true, true) }), rules).worse).toBe(false);
  });

  it('is not worse because one author says so, even with a tenth of many labels', () => {
    const fine = Array.from({ length: 20 }, (_, n) => labelled(45, false, false, `agent ${n}`)).flat();
    const alone = watched({ labelled: [...fine, ...labelled(100, true, false, 'mallory')] });
    expect(findRegression(alone, rules)).toMatchObject({ worse: false });
    expect(findRegression(alone, { ...rules, authorShare: 1 })).toMatchObject({ worse: true });
    const many = Array.from({ length: 20 }, (_, n) => labelled(5, true, false, `agent ${n}`)).flat();
    expect(findRegression(watched({ labelled: [...fine, ...many] }), rules)).toMatchObject({ worse: true });
  });

  it('is worse when it hands much more to people', () => {
    const handed = (count: number) =>
      Array.from({ length: count }, () => ticket({ abstained: { now: true, before: false } }));
    const fine = Array.from({ length: 60 }, () => ticket());
    expect(findRegression(watched({ sample: [...handed(20), ...fine] }), rules)).toMatchObject({
      worse: true,
      reason: expect.stringContaining('hands 20 of 80 tickets to people'),
    });
    expect(findRegression(watched({ sample: [...handed(5), ...fine] }), rules).worse).toBe(false);
  });

  it('is worse when it is far less sure', () => {
    const unsure = (now: number, count = 40) =>
      Array.from({ length: count }, (_, n) => ticket({ confidence: { now: now + (n % 5) / 100, before: 0.9 } }));
    expect(findRegression(watched({ sample: unsure(0.5) }), rules)).toMatchObject({
      worse: true,
      reason: expect.stringContaining('0.38 lower'),
    });
    expect(findRegression(watched({ sample: unsure(0.85) }), rules).worse).toBe(false);
    expect(findRegression(watched({ sample: unsure(0.5, 29) }), rules).worse).toBe(false);
  });

  it('shows its figures, and none where there is nothing', () => {
    const sample = [ticket(), ticket(), ticket({ abstained: { now: true, before: false } })];
    expect(describeWatch({ labelled: labelled(1, true, false), sample })).toEqual({
      ...{ tickets: 3, labels: 1, error: 1, errorBefore: 0 },
      ...{
        abstained: 1 / 3,
        abstainedBefore: 0,
        confidence: expect.closeTo(0.9),
        confidenceBefore: expect.closeTo(0.9),
      },
    });
    expect(describeWatch(watched({}))).toEqual({ tickets: 0, labels: 0 });
    expect(findRegression(watched({}), rules)).toEqual({ pValue: 1, worse: false });
  });
});

describe('a version that is no worse', () => {
  const watches = 4_000;
  /** Labels and tickets that have come at each look: six parts of 60 labels, 1,000 tickets at most. */
  const looks = [10, 20, 30, 40, 50, 60];

  /** Of watches without any difference that counts, the share that ends in taking the version back. */
  function takenBack(draw: (random: Random) => WatchedTickets): number {
    const random = createRandom(3);
    let taken = 0;
    for (let watch = 0; watch < watches; watch++) {
      const all = draw(random);
      const seen = looks.map((labels) => ({
        labelled: all.labelled.slice(0, labels),
        sample: all.sample.slice(0, (all.sample.length * labels) / 60),
      }));
      if (seen.some((tickets) => findRegression(tickets, { ...rules, looks: looks.length }).worse)) taken++;
    }
    return taken / watches;
  }
  const many = (count: number, draw: () => SampledTicket) => Array.from({ length: count }, draw);
  const labels = (count: number, draw: () => { now: boolean; before: boolean }) =>
    labelled(count, false, false).map((one) => ({ ...one, ...draw() }));
  const luck = 2 * Math.sqrt((0.01 * 0.99) / watches);

  // Printed as the name: what the share is over all looks.
  it('is taken back by chance in no more than 1 % of all watches, over all looks and tests', () => {
    const byErrors = takenBack((random) => ({
      labelled: labels(60, () => ({ now: random() < 0.3, before: random() < 0.3 })),
      sample: [],
    }));
    // The most that is no regression: a true loss of 0.15, with the spread that real confidences have.
    const byConfidence = takenBack((random) => ({
      labelled: [],
      sample: many(300, () => ticket({ confidence: { now: 0.75 - (random() - 0.5) * 0.5, before: 0.9 } })),
    }));
    const byHandOvers = takenBack((random) => ({
      labelled: [],
      sample: many(300, () => ticket({ abstained: { now: random() < 0.2, before: random() < 0.2 } })),
    }));
    const byAll = takenBack((random) => ({
      labelled: labels(60, () => ({ now: random() < 0.3, before: random() < 0.3 })),
      sample: many(300, () =>
        ticket({
          abstained: { now: random() < 0.2, before: random() < 0.2 },
          confidence: { now: 0.75 - (random() - 0.5) * 0.5, before: 0.9 },
        }),
      ),
    }));
    process.stdout.write(
      `false take-backs over all looks: ${JSON.stringify({ byErrors, byConfidence, byHandOvers, byAll })}\n`,
    );
    for (const share of [byErrors, byConfidence, byHandOvers, byAll]) expect(share).toBeLessThan(0.01 + luck);
    // Bounds that never give way would keep every watch.
    expect(byConfidence).toBeGreaterThan(0);
  });
});

describe('lossBound', () => {
  // The t quantiles of SciPy 1.x and of printed tables.
  it.each([
    [0.025, 29, 2.04523],
    [0.005, 39, 2.70791],
    [0.0005, 60, 3.4602],
    [0.0005, 29, 3.65941],
  ])('takes Student’s t at %d with %d degrees of freedom as %d', (alpha, degrees, expected) => {
    expect(Math.abs(studentQuantile(alpha, degrees) - expected)).toBeLessThan(0.01);
  });

  it('says nothing of few differences', () => {
    expect(lossBound(new Array<number>(29).fill(0.5), 0.01)).toBe(-Infinity);
    expect(lossBound(new Array<number>(30).fill(0.5), 0.01)).toBeCloseTo(0.5, 10);
  });
});
