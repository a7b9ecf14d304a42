import { describe, expect, it } from '@jest/globals';
import { createInnerProducts } from './inner-products.js';
import { createRandom } from './random.js';

describe('inner products', () => {
  const random = createRandom(9);
  const randoms = (length: number) => Float32Array.from({ length }, () => random() - 0.5);

  // Sizes that are no whole blocks, and more vectors than the kernel takes at once.
  it.each([
    [1, 1, 1],
    [3, 5, 7],
    [601, 6, 13],
    [4, 8, 384],
  ])('are those of %d vectors with %d centres in %d dimensions', (rows, count, dimensions) => {
    const vectors = Array.from({ length: rows }, () => randoms(dimensions));
    const centres = randoms(count * dimensions);
    const products = createInnerProducts({ dimensions, count, centres })(vectors);
    expect(products).toHaveLength(rows * count);
    vectors.forEach((vector, row) => {
      for (let c = 0; c < count; c++) {
        const sum = vector.reduce((total, entry, d) => total + entry * (centres[c * dimensions + d] as number), 0);
        expect(products[row * count + c]).toBeCloseTo(sum, 5);
      }
    });
  });

  it('stay right when they are asked for again', () => {
    const ask = createInnerProducts({ dimensions: 2, count: 1, centres: Float32Array.of(2, 3) });
    expect([...ask([Float32Array.of(1, 0), Float32Array.of(0, 1)])]).toEqual([2, 3]);
    expect([...ask([Float32Array.of(1, 1)])]).toEqual([5]);
    expect([...ask([])]).toEqual([]);
  });

  it('refuse a vector of another space', () => {
    const ask = createInnerProducts({ dimensions: 2, count: 1, centres: new Float32Array(2) });
    expect(() => ask([new Float32Array(2), new Float32Array(3)])).toThrow(
      'Vector 2 has 3 numbers; the centres have 2.',
    );
  });
});
