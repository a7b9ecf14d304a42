import { describe, expect, it } from '@jest/globals';
import { decodeEmbedding, encodeEmbedding } from './embedding.js';

describe('the embedding codec', () => {
  it('returns the same numbers, also from a view into a larger buffer', () => {
    const view = new Float32Array([9, 0.25, -1.5, 3e-8, 9]).subarray(1, 4);
    expect([...decodeEmbedding(encodeEmbedding(view))]).toEqual([...view]);
  });

  it('refuses bytes that are not whole numbers', () => {
    expect(() => decodeEmbedding(Buffer.from([1, 2, 3]).toString('base64'))).toThrow('multiple of 4');
  });
});
