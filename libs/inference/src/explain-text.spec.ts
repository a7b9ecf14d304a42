import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TextExplanation } from './explain-text.js';
import type { InferenceRow } from './graph.js';
import { type LoadedVersion, openVersion } from './open-version.js';
import { modelFile } from './version-content.js';
import { heads, randomRows, writeFixture } from './version.fixture.js';

let loaded: LoadedVersion;
beforeAll(async () => {
  loaded = await openVersion((await writeFixture()).directory);
});
afterAll(() => loaded.release());

/** softmax(Σ shares / temperature) of a head, from the words' own shares. */
function probabilitiesOf({ heads: explained, words }: TextExplanation, head: string): number[] {
  const { labels, temperature } = explained[head] as TextExplanation['heads'][string];
  const logits = Object.entries(labels).map(
    ([label, { embedding, bias }]) =>
      words.reduce((sum, { shares }) => sum + (shares[head]?.[label] as number), 0) + embedding + bias,
  );
  const powers = logits.map((logit) => Math.exp((logit - Math.max(...logits)) / temperature));
  return powers.map((power) => power / powers.reduce((sum, one) => sum + one, 0));
}

const { embedding } = randomRows(1, 11)[0] as InferenceRow;
const texts = [
  ...randomRows(60, 12),
  ...[
    '',
    '?!',
    '🙈🙈',
    'зовсім невідомі слова',
    'Depuis hier, le réseau: ＶＰＮ ﬁle',
    'please help the vpn '.repeat(400),
  ].map((text) => ({ text, embedding })),
];

describe('explain', () => {
  it('takes apart what is served: the shares add up to its probabilities', async () => {
    for (const row of texts) {
      const [prediction] = await loaded.predict([row]);
      const explanation = await loaded.explain(row);
      for (const { name, labels } of heads) {
        const served = prediction?.heads[name];
        const head = explanation.heads[name];
        expect(head?.label).toBe(served?.label);
        expect(Object.keys(head?.labels ?? {})).toEqual(labels);
        probabilitiesOf(explanation, name).forEach((probability, c) => {
          const label = labels[c] as string;
          expect(head?.labels[label]?.probability).toBe(served?.probabilities[label]);
          expect(Math.abs(probability - (served?.probabilities[label] as number))).toBeLessThan(1e-4);
        });
      }
    }
  });

  it('says the sums: words, embedding and bias are the logit', async () => {
    const { heads: explained, words } = await loaded.explain(texts[3] as InferenceRow);
    for (const [name, { labels, runnerUp, label }] of Object.entries(explained)) {
      for (const [one, shares] of Object.entries(labels)) {
        expect(shares.words + shares.embedding + shares.bias).toBeCloseTo(shares.logit, 10);
        expect(words.reduce((sum, word) => sum + (word.shares[name]?.[one] as number), 0)).toBeCloseTo(shares.words, 6);
      }
      const byProbability = Object.entries(labels).sort(([, a], [, b]) => b.probability - a.probability);
      expect(byProbability.slice(0, 2).map(([one]) => one)).toEqual([label, runnerUp]);
    }
  });

  it('lists the words where they stand; unknown ones add nothing', async () => {
    const text = 'Please, the VPN: ჯ';
    const { words } = await loaded.explain({ text, embedding });
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(['Please', 'the', 'VPN', 'ჯ']);
    expect(Object.values(words[2]?.shares['queue'] ?? {}).some((share) => Math.abs(share) > 0.01)).toBe(true);
    expect(Object.values(words[3]?.shares['queue'] ?? {})).toEqual([0, 0, 0]);
  });

  it('refuses to explain by a file that is not the one it predicts with', async () => {
    const { directory } = await writeFixture();
    const version = await openVersion(directory);
    await appendFile(join(directory, modelFile), 'x');
    await expect(version.explain({ text: 'vpn', embedding })).rejects.toThrow('were changed or damaged');
    expect(await version.predict([{ text: 'vpn', embedding }])).toHaveLength(1);
    await version.release();
    await expect(version.explain({ text: 'vpn', embedding })).rejects.toThrow('was released');
  });

  it('lets explanations in flight end before it releases', async () => {
    const version = await openVersion((await writeFixture()).directory);
    const running = version.explain({ text: 'vpn from home', embedding });
    await version.release();
    expect((await running).words).toHaveLength(3);
  });
});
