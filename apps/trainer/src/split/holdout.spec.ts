import type { Example } from '@driftdesk/contracts';
import { createRandom, hashShare, shuffled } from '@driftdesk/ml';
import { describe, expect, it } from '@jest/globals';
import { randomExamples, spec } from '../training.fixture.js';
import type { TrainingRow } from '../training-rows.js';
import { splitHoldout } from './holdout.js';

const rowOf = (example: Example, group = example.group): TrainingRow => ({
  ...{ example, group, text: example.body },
  embedding: new Float32Array(),
  ngrams: { indices: new Int32Array(), counts: new Float32Array() },
});
const rows = randomExamples(600, 1).map((example) => rowOf(example));
const idsOf = (all: readonly TrainingRow[]) => all.map(({ example }) => example.id);

describe('splitHoldout', () => {
  const { kept, held, kind } = splitHoldout(rows, spec);

  it('holds out about its share, and every row once', () => {
    expect(kind).toBe('permanent');
    expect(new Set(idsOf([...kept, ...held]))).toEqual(new Set(idsOf(rows)));
    expect(kept.length + held.length).toBe(rows.length);
    // Four standard deviations of 300 groups.
    expect(Math.abs(held.length / rows.length - spec.training.holdoutShare)).toBeLessThan(0.1);
  });

  it('holds the same groups out of every snapshot, whatever else is in it', () => {
    const out = new Set(idsOf(held));
    const parts = [rows.slice(0, 250), rows.slice(100), shuffled(rows, createRandom(3))];
    for (const part of parts) {
      const expected = idsOf(part).filter((id) => out.has(id));
      expect(idsOf(splitHoldout(part, spec).held)).toEqual(expected);
    }
  });

  it('holds out other groups under another seed', () => {
    const other = splitHoldout(rows, { ...spec, training: { ...spec.training, seed: 8 } });
    expect(idsOf(other.held)).not.toEqual(idsOf(held));
  });

  it('learns what is nearly the same as a row that may have been learned before', () => {
    const { seed, holdoutShare } = spec.training;
    const isHeld = (group: string) => hashShare(group, seed) < holdoutShare;
    const one = rows.find(({ group }) => isHeld(group)) as TrainingRow;
    const other = rows.find(({ group }) => !isHeld(group)) as TrainingRow;
    const joined = rows.map((row) => (row.group === other.group ? { ...row, group: one.group } : row));
    const split = splitHoldout(joined, spec);
    expect(idsOf(split.held)).toEqual(idsOf(held.filter(({ group }) => group !== one.group)));
  });

  it('draws groups where hashing leaves a side without two labels', () => {
    // Urgency is labelled in few groups, all on one side.
    const { seed, holdoutShare } = spec.training;
    const few = rows.map((row) => {
      const { urgency: _, ...labels } = row.example.labels;
      const keeps = hashShare(row.group, seed) >= holdoutShare;
      return keeps ? row : { ...row, example: { ...row.example, labels } };
    });
    const split = splitHoldout(few, spec);
    expect(split.kind).toBe('drawn');
    const groups = new Set(split.held.map(({ group }) => group));
    expect(split.kept.filter(({ group }) => groups.has(group))).toEqual([]);
    expect(split.held.length).toBeGreaterThan(0);
  });
});
