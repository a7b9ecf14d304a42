import type { Landmarks } from '../landmarks.js';
import { floatTensor, operation } from './tensors.js';

/** Where the graph has the similarities to landmarks, [rows, landmarks]. */
export const similarityName = 'similarities';

/** exp(2 (x·c − 1)) for all landmarks at once. */
export const landmarkNodes = [
  operation('Gemm', ['embedding', 'landmarks', 'minus_one'], ['products_minus_one'], { transB: 1 }),
  operation('Add', ['products_minus_one', 'products_minus_one'], ['exponents']),
  operation('Exp', ['exponents'], [similarityName]),
];

export function landmarkConstants({ dimensions, count, centres }: Landmarks) {
  return [floatTensor('landmarks', [count, dimensions], centres), floatTensor('minus_one', [1], Float32Array.of(-1))];
}

/**
 * Weights [count × classes] for landmark features as weights for similarities, factorᵀ × weights: the graph needs no
 * second multiplication.
 */
export function foldFactor({ count, factor }: Landmarks, weights: Float32Array): Float32Array {
  const classes = weights.length / count;
  const folded = new Float64Array(weights.length);
  for (let feature = 0; feature < count; feature++) {
    for (let at = 0; at <= feature; at++) {
      const entry = factor[feature * count + at] as number;
      for (let c = 0; c < classes; c++) {
        folded[at * classes + c] =
          (folded[at * classes + c] as number) + entry * (weights[feature * classes + c] as number);
      }
    }
  }
  return Float32Array.from(folded);
}
