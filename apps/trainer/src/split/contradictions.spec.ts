import type { Example } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import type { TrainingRow } from '../training-rows.js';
import { withoutContradictions } from './contradictions.js';

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
const row = (id: number, group: string, labels: Record<string, string>, more: Partial<Example> = {}): TrainingRow => ({
  example: {
    ...{ id: `t${id}`, group: `own ${id}`, body: 'b', language: 'en', source: 'agent', drifted: true },
    ...{ createdAt: day(id), labels, ...more },
  },
  ...{ group, text: 'b', embedding: new Float32Array() },
  ngrams: { indices: new Int32Array(), counts: new Float32Array() },
});
/** Ids and labels of what is left. */
const left = (...rows: TrainingRow[]) =>
  withoutContradictions(rows).map(({ example }) => [example.id, example.labels['queue'], example.labels['urgency']]);

describe('withoutContradictions', () => {
  it('lets opposite labels of nearly the same ticket cancel each other', () => {
    expect(left(row(1, 'a', { queue: 'x' }), row(2, 'a', { queue: 'y' }))).toEqual([]);
    expect(left(row(1, 'a', { queue: 'x' }), row(2, 'b', { queue: 'y' }))).toHaveLength(2);
  });

  it('keeps what more people say, by as much as they are more, the newest', () => {
    const same = [1, 2, 3, 4].map((id) => row(id, 'a', { queue: 'x' }));
    expect(left(...same, row(5, 'a', { queue: 'y' }))).toEqual([
      ['t2', 'x', undefined],
      ['t3', 'x', undefined],
      ['t4', 'x', undefined],
    ]);
    expect(left(...same.slice(0, 2), row(5, 'a', { queue: 'y' }), row(6, 'a', { queue: 'z' }))).toEqual([]);
    expect(left(...same)).toHaveLength(4);
  });

  it('cancels by head', () => {
    const one = row(1, 'a', { queue: 'x', urgency: 'low' });
    expect(left(one, row(2, 'a', { queue: 'y', urgency: 'low' }))).toEqual([
      ['t1', undefined, 'low'],
      ['t2', undefined, 'low'],
    ]);
  });

  it('leaves what came before the drift, or with an import: then the meaning of a label has moved', () => {
    const before = row(1, 'a', { queue: 'x' }, { drifted: false });
    const imported = row(2, 'a', { queue: 'x' }, { source: 'original' });
    expect(left(before, imported, row(3, 'a', { queue: 'y' }))).toHaveLength(3);
  });
});
