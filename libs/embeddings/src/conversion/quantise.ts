import type { Weights } from './safetensors.js';

// Looking up the global Math 40 million times takes a minute in a VM context, such as Jest's.
const { abs, round } = Math;

/** Symmetric int8 weights: `values[i] × scale of its group` approximates the float weight. */
export interface QuantisedWeights {
  readonly shape: readonly [number, number];
  /** Row-major. */
  readonly values: Int8Array;
  /** One a row or one a column, as the function says. */
  readonly scales: Float32Array;
}

/** Quantises each row of [rows, columns] with a scale of its own: `scales` has one number a row. */
export function quantiseRows({ shape, values }: Weights): QuantisedWeights {
  const [rows, columns] = matrixShape(shape);
  const quantised = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const scale = rowScale(values, row * columns, columns);
    scales[row] = scale;
    for (let i = row * columns; i < (row + 1) * columns; i++) quantised[i] = round(values[i]! / scale);
  }
  return { shape: [rows, columns], values: quantised, scales };
}

/** [outputs, inputs] as PyTorch stores a linear layer → [inputs, outputs] as ONNX multiplies it. */
export function transpose<Values extends Int8Array | Float32Array>(
  values: Values,
  [rows, columns]: readonly [number, number],
): Values {
  const transposed = values.slice() as Values;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) transposed[column * rows + row] = values[row * columns + column]!;
  }
  return transposed;
}

/** The two sizes of a matrix, outermost first. */
export function matrixShape(shape: readonly number[]): [rows: number, columns: number] {
  const [rows, columns] = shape;
  if (shape.length !== 2 || !rows || !columns)
    throw new Error(`Expected a matrix, got the shape [${shape.join(', ')}].`);
  return [rows, columns];
}

function rowScale(values: Float32Array, start: number, length: number): number {
  let largest = 0;
  for (let i = start; i < start + length; i++) {
    const size = abs(values[i]!);
    if (size > largest) largest = size;
  }
  // A row of zeros keeps any scale but 0, which would make NaN of it.
  return Math.fround(largest / 127) || 1;
}
