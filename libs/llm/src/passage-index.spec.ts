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

  it('forgets all, also what is being read: that is read to its end, and not kept', async () => {
    let calls = 0;
    const index = createPassageIndex(async (texts) => {
      calls++;
      await Promise.resolve();
      return bagOfWords(texts);
    });
    const reading = index.read('Wait.');
    index.clear();
    expect((await reading).statements).toHaveLength(1);
    await index.read('Wait.');
    expect(calls).toBe(2);
  });

  it('embeds a bounded number of statements, also of a list of single letters, and loses none', async () => {
    const letters = Array.from({ length: 250 }, (_, n) => String.fromCharCode(97 + (n % 26)));
    const text = letters.map((letter) => `- ${letter}`).join('\n');
    const { statements, quotations, plain } = await createPassageIndex((texts) => bagOfWords(texts)).read(text);
    expect(statements.length).toBeLessThanOrEqual(64);
    expect(statements.flatMap((statement) => statement.text.split('; '))).toEqual(letters);
    expect([quotations.has('a'), plain]).toEqual([true, letters.join(' ')]);
  });

  it('refuses an embedder that loses texts', async () => {
    const index = createPassageIndex(() => Promise.resolve([]));
    await expect(index.read('Wait. Stop.')).rejects.toThrow('0 vectors for 2 sentences');
  });
});
