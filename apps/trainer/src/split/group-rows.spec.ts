import type { Example } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import type { TrainingRow } from '../training-rows.js';
import { groupRows } from './group-rows.js';

const rowOf = (id: string, group: string, body: string, angle: number): TrainingRow => {
  const example: Example = { id, group, body, language: 'en', source: 'agent', labels: { queue: 'a' } };
  return {
    ...{ example, group, text: body },
    embedding: Float32Array.of(Math.cos(angle), Math.sin(angle)),
    ngrams: { indices: new Int32Array(), counts: new Float32Array() },
  };
};

describe('groupRows', () => {
  it('joins groups over equal texts, equal names and near embeddings, under the first name', () => {
    const rows = [
      rowOf('1', 'z', 'The printer jams.', 0),
      rowOf('2', 'm', 'the printer  JAMS', 1),
      rowOf('3', 'm', 'another text of the group', 2),
      // cos 0.1 = 0.995
      rowOf('4', 'b', 'nearly what 3 says', 2.1),
      // cos 0.3 = 0.955
      rowOf('5', 'c', 'not so near', 2.4),
      rowOf('6', 'd', '!?', 4),
      rowOf('7', 'e', '?!', 5),
    ];
    expect(groupRows(rows).map(({ group }) => group)).toEqual(['b', 'b', 'b', 'b', 'c', 'd', 'e']);
    expect(rows.map(({ group }) => group)).toEqual(['z', 'm', 'm', 'b', 'c', 'd', 'e']);
  });
});
