import type { ClassGaussians } from '../class-gaussians.js';
import { floatTensor, operation } from './tensors.js';

/** The graph's output when it has Gaussians, [rows]: Mahalanobis distance of the embedding to the nearest class. */
export const distanceName = 'distance';

/** ‖z − m‖² = ‖z‖² − 2 z·m + ‖m‖² for all classes at once, z the whitened embedding; the least, and its root. */
export const distanceNodes = [
  operation('MatMul', ['embedding', 'whitening'], ['white']),
  operation('ReduceSumSquare', ['white'], ['white_squares'], { axes: [1], keepdims: 1 }),
  operation('Gemm', ['white', 'class_directions', 'class_squares'], ['minus_products']),
  operation('Add', ['white_squares', 'minus_products'], ['class_distances']),
  operation('ReduceMin', ['class_distances'], ['nearest'], { axes: [1], keepdims: 0 }),
  operation('Max', ['nearest', 'zero'], ['nearest_square']),
  operation('Sqrt', ['nearest_square'], [distanceName]),
];

export function distanceConstants({ dimensions, classes, whitening, means }: ClassGaussians) {
  const directions = new Float32Array(dimensions * classes);
  const squares = new Float32Array(classes);
  for (let c = 0; c < classes; c++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++) {
      const mean = means[c * dimensions + d] as number;
      directions[d * classes + c] = -2 * mean;
      sum += mean * mean;
    }
    squares[c] = sum;
  }
  return [
    floatTensor('whitening', [dimensions, dimensions], Float32Array.from(whitening)),
    floatTensor('class_directions', [dimensions, classes], directions),
    floatTensor('class_squares', [classes], squares),
  ];
}
