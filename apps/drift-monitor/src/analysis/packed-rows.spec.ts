import type { Card } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import type { Observation } from '../observations/observation.js';
import { packRows, unpackRows } from './packed-rows.js';

const heads = [
  { name: 'queue', labels: ['a', 'b', 'c'] },
  { name: 'urgency', labels: ['high', 'low'] },
] as unknown as Card['heads'];

const observation = (
  text: string,
  embedding: number[],
  queue: Record<string, number>,
  urgency: Record<string, number>,
) =>
  ({
    ...{ text, language: 'en', embedding: Float32Array.from(embedding) },
    outputs: { queue: { label: 'b', probabilities: queue }, urgency: { label: 'low', probabilities: urgency } },
  }) as unknown as Observation;

describe('packed rows', () => {
  it('come out as what the tests see, in the order of the version’s labels', () => {
    const first = observation('x', [1, 0], { c: 0.25, b: 0.5, a: 0.25 }, { low: 1 });
    const second = observation('y', [0, 1], { b: 1 }, { low: 0.75, high: 0.25 });
    expect(unpackRows(packRows([first, second], heads))).toEqual([
      {
        ...{ text: 'x', language: 'en', embedding: Float32Array.of(1, 0), labels: { queue: 'b', urgency: 'low' } },
        probabilities: { queue: Float32Array.of(0.25, 0.5, 0.25), urgency: Float32Array.of(0, 1) },
      },
      {
        ...{ text: 'y', language: 'en', embedding: Float32Array.of(0, 1), labels: { queue: 'b', urgency: 'low' } },
        probabilities: { queue: Float32Array.of(0, 1, 0), urgency: Float32Array.of(0.25, 0.75) },
      },
    ]);
    expect(unpackRows(packRows([], heads))).toEqual([]);
  });
});
