import { describe, expect, it } from '@jest/globals';
import { createPassageIndex } from './passage-index.js';
import { bagOfWords } from './twins/bag-of-words.js';

describe('the passage index', () => {
  it('embeds a passage once, also when two tickets need it at the same time', async () => {
    const calls: string[][] = [];
    const index = createPassageIndex((texts) => (calls.push(texts), bagOfWords(texts)));
    const [one, two] = await Promise.all([index.read('- Wait.\n- Stop.'), index.read('- Wait.\n- Stop.')]);
    expect(await index.read('- Wait.\n- Stop.')).toBe(one);
    expect(two).toBe(one);
    expect(calls).toEqual([['Wait.', 'Stop.']]);
  });

  it('forgets the least recently used passage', async () => {
    let calls = 0;
    const index = createPassageIndex((texts) => (calls++, bagOfWords(texts)), { passages: 2 });
    for (const text of ['One.', 'Two.', 'One.', 'Three.', 'One.', 'Two.']) await index.read(text);
    expect(calls).toBe(4);
  });

  it('tries again after the embedder failed', async () => {
    let broken = true;
    const index = createPassageIndex((texts) =>
      broken ? Promise.reject(new Error('worker died')) : bagOfWords(texts),
    );
    await expect(index.read('Wait.')).rejects.toThrow('worker died');
    broken = false;
    expect((await index.read('Wait.')).statements).toHaveLength(1);
  });

  it('refuses an embedder that loses texts', async () => {
    const index = createPassageIndex(() => Promise.resolve([]));
    await expect(index.read('Wait. Stop.')).rejects.toThrow('0 vectors for 2 sentences');
  });
});
