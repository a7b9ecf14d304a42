import { encodeEmbedding } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import { randomExamples, spec, writeRequest } from '../training.fixture.js';
import { readSnapshot } from './read-snapshot.js';

const { dimensions } = spec.features.embedding;
const unit = new Float32Array(dimensions).fill(1 / Math.sqrt(dimensions));
const examples = randomExamples(20, 3);
/** The examples, the second with this embedding. */
const withEmbedding = (embedding: string) =>
  examples.map((example, row) => (row === 1 ? { ...example, embedding } : example));

describe('readSnapshot', () => {
  it('takes the embeddings that rows bring along', async () => {
    const { examples: read, embeddings } = await readSnapshot(await writeRequest(withEmbedding(encodeEmbedding(unit))));
    expect(read.length).toBe(20);
    expect(embeddings.map((embedding) => embedding !== undefined)).toEqual(examples.map((_, row) => row === 1));
    expect(embeddings[1]).toEqual(unit);
  });

  it.each([
    ['of another length', unit.subarray(1), `has ${4 * dimensions - 4} bytes; ${dimensions} float32 numbers`],
    ['with a NaN', unit.with(2, NaN), 'number 3 is NaN'],
    ['with an infinity', unit.with(0, -Infinity), 'number 1 is -Infinity'],
    ['that is not of length 1', unit.map((entry) => 3 * entry), 'has length 3.000, not 1'],
  ])('refuses an embedding %s', async (_, embedding, reason) => {
    const request = await writeRequest(withEmbedding(encodeEmbedding(embedding)));
    await expect(readSnapshot(request)).rejects.toThrow(`row 2, field embedding: ${reason}`);
  });

  it('refuses an embedding that is not base64, and a time that is none', async () => {
    const lines = withEmbedding('no base64!').with(3, { ...examples[3], createdAt: 'yesterday' } as never);
    const refusal = readSnapshot(await writeRequest(lines));
    await expect(refusal).rejects.toThrow('row 2, field embedding: ');
    await expect(refusal).rejects.toThrow('row 4, field createdAt: ');
  });

  it('refuses a file that is not the one of the request', async () => {
    const request = await writeRequest(examples, { snapshotDigest: '0'.repeat(64) });
    await expect(readSnapshot(request)).rejects.toThrow(
      /^The data snapshot is not the one to learn from: its sha256 is/,
    );
  });
});
