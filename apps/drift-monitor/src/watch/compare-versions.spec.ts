import { describe, expect, it } from '@jest/globals';
import { describeWatch, findRegression, type WatchedTicket } from './compare-versions.js';

const ticket = (more: Partial<WatchedTicket> = {}): WatchedTicket => ({
  abstained: { now: false, before: false },
  confidence: { now: 0.9, before: 0.9 },
  ...more,
});
const labelled = (count: number, now: boolean, before: boolean) =>
  Array.from({ length: count }, () => ticket({ wrong: { now, before } }));
const rules = { alpha: 0.01, looks: 5 };

describe('a watched version', () => {
  it('is worse when it errs where the version before did not, beyond luck', () => {
    const bad = findRegression(
      [...labelled(14, true, false), ...labelled(1, false, true), ...labelled(20, false, false)],
      rules,
    );
    expect(bad).toMatchObject({
      worse: true,
      reason: expect.stringMatching(/^It errs on 14 of 35 labelled tickets, the version before on 1 \(p = 4\.9e-4\)/),
    });
    expect(findRegression([...labelled(6, true, false), ...labelled(1, false, true)], rules).worse).toBe(false);
    // Both err alike: the stream is hard, not the version bad.
    expect(findRegression(labelled(50, true, true), rules).worse).toBe(false);
  });

  it('is worse when it hands much more to people', () => {
    const handed = (count: number) =>
      Array.from({ length: count }, () => ticket({ abstained: { now: true, before: false } }));
    const fine = Array.from({ length: 60 }, () => ticket());
    expect(findRegression([...handed(20), ...fine], rules)).toMatchObject({
      worse: true,
      reason: expect.stringContaining('hands 20 of 80 tickets to people'),
    });
    expect(findRegression([...handed(5), ...fine], rules).worse).toBe(false);
  });

  it('is worse when it is far less sure', () => {
    const unsure = (now: number) =>
      Array.from({ length: 40 }, (_, n) => ticket({ confidence: { now: now + (n % 5) / 100, before: 0.9 } }));
    expect(findRegression(unsure(0.5), rules)).toMatchObject({
      worse: true,
      reason: expect.stringContaining('0.38 lower'),
    });
    expect(findRegression(unsure(0.85), rules).worse).toBe(false);
  });

  it('shows its figures, and none where there is nothing', () => {
    expect(
      describeWatch([...labelled(1, true, false), ticket(), ticket({ abstained: { now: true, before: false } })]),
    ).toEqual({
      ...{ tickets: 3, labels: 1, error: 1, errorBefore: 0 },
      ...{
        abstained: 1 / 3,
        abstainedBefore: 0,
        confidence: expect.closeTo(0.9),
        confidenceBefore: expect.closeTo(0.9),
      },
    });
    expect(describeWatch([])).toEqual({ tickets: 0, labels: 0 });
    expect(findRegression([], rules)).toEqual({ pValue: 1, worse: false });
  });
});
