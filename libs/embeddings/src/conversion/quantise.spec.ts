import { describe, expect, it } from '@jest/globals';
import { quantiseRows, transpose } from './quantise.js';
import { decodeFloat16 } from './safetensors.js';

describe('decodeFloat16', () => {
  // Bit patterns and values from IEEE 754-2008: one, minus two, the largest, the smallest normal and subnormal, infinity.
  it.each([
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65_504],
    [0x0400, 2 ** -14],
    [0x0001, 2 ** -24],
    [0x7c00, Infinity],
    [0x3555, 0.333251953125],
  ])('reads the bits %d as %d', (bits, value) => {
    expect(decodeFloat16(Uint8Array.of(bits & 0xff, bits >> 8))[0]).toBe(value);
  });
});

describe('quantiseRows', () => {
  it('keeps each row within half a step of a scale of its own', () => {
    const values = Float32Array.of(0.5, -1.27, 0.004, 100, 63.4, -0.2, 0, 0, 0);
    const { values: quantised, scales } = quantiseRows({ shape: [3, 3], values });
    expect([...scales]).toEqual([1.27 / 127, 100 / 127, 1].map(Math.fround));
    values.forEach((value, i) => {
      const scale = scales[Math.floor(i / 3)]!;
      expect(Math.abs(quantised[i]! * scale - value)).toBeLessThanOrEqual(scale / 2 + 1e-7);
    });
  });

  it('transposes row-major matrices', () => {
    expect([...transpose(Int8Array.of(1, 2, 3, 4, 5, 6), [2, 3])]).toEqual([1, 4, 2, 5, 3, 6]);
  });
});
