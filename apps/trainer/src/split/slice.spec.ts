import type { Example } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import { randomExamples, spec } from '../training.fixture.js';
import type { TrainingRow } from '../training-rows.js';
import { cutSlice } from './slice.js';

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
const rowOf = (example: Example): TrainingRow => ({
  ...{ example, group: example.group, text: example.body },
  embedding: new Float32Array(),
  ngrams: { indices: new Int32Array(), counts: new Float32Array() },
});
const idsOf = (all: readonly TrainingRow[]) => all.map(({ example }) => example.id);

const before = randomExamples(200, 1).map(rowOf);
/** A ticket a day, later ones with higher numbers; every other one labelled blind. */
const drifted = randomExamples(100, 2, 'agent').map((example, n) =>
  rowOf({
    ...{ ...example, id: `d${n}`, group: `d${n}`, createdAt: day(n), drifted: true },
    source: n % 2 === 0 ? 'agent' : 'blind',
  }),
);

describe('cutSlice', () => {
  it('takes the latest share of the drifted rows that agents labelled', () => {
    const { learned, slice } = cutSlice([...before, ...drifted], spec);
    expect(idsOf(slice)).toEqual(idsOf(drifted.slice(70)));
    expect(idsOf(learned)).toEqual(idsOf([...before, ...drifted.slice(0, 70)]));
  });

  it('goes by time, not by order', () => {
    const { slice } = cutSlice([...drifted.toReversed(), ...before], spec);
    expect(new Set(idsOf(slice))).toEqual(new Set(idsOf(drifted.slice(70))));
  });

  it('takes no row of another source, and none that did not drift', () => {
    const others = drifted.map(({ example }, n) =>
      rowOf(n % 2 === 0 ? { ...example, source: 'original' } : { ...example, drifted: undefined }),
    );
    const rows = [...before, ...others];
    expect(cutSlice(rows, spec)).toEqual({ learned: rows, slice: [] });
  });

  it('takes groups as a whole; what else is in them is neither learned nor measured', () => {
    const joined = [...before, ...drifted].map((row) =>
      ['d99', 'd3', 't0'].includes(row.example.id) ? { ...row, group: 'same' } : row,
    );
    const { learned, slice } = cutSlice(joined, spec);
    expect(idsOf(slice)).toEqual(expect.arrayContaining(['d3', 'd99']));
    expect(slice.length).toBe(30);
    expect(idsOf(slice)).not.toContain('t0');
    expect(idsOf(learned)).not.toEqual(expect.arrayContaining(['t0']));
    expect(learned.length + slice.length).toBe(joined.length - 1);
  });

  it('leaves a single large group to be learned, and what could not be learned from without it', () => {
    const one = [...before, ...drifted.map((row) => ({ ...row, group: 'all' }))];
    expect(cutSlice(one, spec).slice).toEqual([]);
    const alone = drifted.slice(0, 4);
    expect(cutSlice(alone, spec).learned.length).toBeGreaterThan(0);
  });
});
