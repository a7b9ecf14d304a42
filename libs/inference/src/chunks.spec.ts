import { describe, expect, it } from '@jest/globals';
import { maxChunkRows, planChunks } from './chunks.js';

describe('planChunks', () => {
  const row = (length: number, id: number) => ({ text: 'x'.repeat(length), id });

  it('keeps every row, in order', () => {
    const rows = Array.from({ length: 100 }, (_, id) => row(id * 37, id));
    expect(planChunks(rows).flat()).toEqual(rows);
    expect(planChunks([])).toEqual([]);
  });

  it('bounds rows, and rows times the longest text', () => {
    expect(planChunks(Array.from({ length: 70 }, (_, id) => row(100, id))).map((chunk) => chunk.length)).toEqual([
      maxChunkRows,
      maxChunkRows,
      6,
    ]);
    expect(planChunks([row(100, 0), row(20_000, 1), row(20_000, 2)]).map((chunk) => chunk.length)).toEqual([1, 1, 1]);
  });
});
