import { describe, expect, it } from '@jest/globals';
import { compareWindows } from './compare-windows.js';
import { findRootCause } from './root-cause.js';
import { knownTopic, newTopic, windowRows } from './window-rows.fixture.js';

const options = { alpha: 0.05, seed: 3 };
const reference = windowRows(300, 1, knownTopic);
const isNew = (row: number) => row % 8 === 0;

describe('findRootCause', () => {
  let at = 0;
  const current = windowRows(300, 4, (random) => (isNew(at++) ? newTopic : knownTopic(random)));
  const cause = findRootCause(reference, current, options);

  it('puts the rows of a new topic first', () => {
    expect(cause.auc).toBeGreaterThan(0.52);
    expect(cause.rows).toHaveLength(300);
    const first = cause.rows.slice(0, 38);
    expect(first.filter(({ row }) => isNew(row)).length).toBeGreaterThan(24);
    expect(first[0]!.score).toBeGreaterThanOrEqual(first[37]!.score);
  });

  it('names its words, and the queues it went to', () => {
    const { rising, falling } = cause.terms;
    expect(rising.map(({ term }) => term)).toContain('drone');
    expect(['battery', 'drone', 'hover', 'propeller']).toEqual(expect.arrayContaining(rising.map(({ term }) => term)));
    expect(rising[0]).toMatchObject({ reference: 0 });
    expect(falling.every(({ z }) => z < 0)).toBe(true);
    expect(new Set(cause.labels.map(({ label }) => label))).toEqual(new Set(['network', 'printing', 'access', 'low']));
    const shares = cause.labels.filter(({ head }) => head === 'queue');
    expect(shares.reduce((sum, { after }) => sum + after, 0)).toBeCloseTo(1, 12);
  });

  it('needs few rows removed, and one less leaves the alarm', () => {
    const removal = cause.removal!;
    expect(removal.rows).toBeLessThan(60);
    expect(removal.comparison.drifted).toBe(false);
    const without = (count: number) => {
      const removed = new Set(cause.rows.slice(0, count).map(({ row }) => row));
      return compareWindows(
        reference,
        current.filter((_, row) => !removed.has(row)),
        options,
      );
    };
    expect(without(removal.rows)).toEqual(removal.comparison);
    expect(without(removal.rows - 1).drifted).toBe(true);
  });

  it('removes nothing where nothing alarms', () => {
    const quiet = findRootCause(reference, windowRows(200, 2, knownTopic), options);
    expect(quiet.removal).toBeUndefined();
    expect(quiet.auc).toBeGreaterThan(0.4);
    expect(quiet.auc).toBeLessThan(0.6);
  });

  it('says so when no part of the rows carries the alarm', () => {
    const all = windowRows(300, 4, () => 1);
    expect(findRootCause(reference, all, options)).toMatchObject({ removal: undefined });
  });
});
