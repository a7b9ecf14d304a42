import type { Example, ModelSpec } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import { composeExamples, headsOnDemo } from './compose-examples.js';

const spec = {
  heads: [{ name: 'queue' }, { name: 'urgency' }],
  training: { minimumExamples: 10 },
} as unknown as ModelSpec;
const count = (head: string, label: string, examples: number) => ({ head, label, examples });
const example = (id: string, labels: Record<string, string>): Example => ({
  ...{ id, group: id, body: 'x', language: 'en', source: 'demo', labels },
});

describe('headsOnDemo', () => {
  it.each([
    ['nothing imported', [], ['queue', 'urgency']],
    ['two queues with enough', [count('queue', 'a', 10), count('queue', 'b', 99)], ['urgency']],
    ['one queue with enough', [count('queue', 'a', 500), count('queue', 'b', 9)], ['queue', 'urgency']],
    ['one of each head', [count('queue', 'a', 50), count('urgency', 'low', 50)], ['queue', 'urgency']],
  ])('%s', (_, originals, heads) => {
    expect(headsOnDemo(spec, originals)).toEqual(heads);
  });
});

describe('composeExamples', () => {
  it('takes from the demo only the labels of heads that need it, and no head that the model does not have', async () => {
    const own = [example('own', { queue: 'a', mood: 'bad' }), example('other', { mood: 'good' })];
    const demo = [example('demo', { queue: 'network', urgency: 'low' }), example('half', { queue: 'network' })];
    const composed: Example[] = [];
    for await (const one of composeExamples(spec, own, demo, ['urgency'])) composed.push(one);
    expect(composed.map(({ id, labels }) => [id, labels])).toEqual([
      ['own', { queue: 'a' }],
      ['demo', { urgency: 'low' }],
    ]);
  });
});
