/** The mean over tokens of hidden states [tokens, dimensions] (row-major). */
export function meanOfTokens(states: Float32Array, dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions);
  for (let i = 0; i < states.length; i += dimensions) {
    for (let d = 0; d < dimensions; d++) mean[d]! += states[i + d]!;
  }
  return mean.map((sum) => (sum * dimensions) / states.length);
}

/** Scales a vector to length 1, in place. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (!(length > 0 && length < Infinity)) throw new Error('The embedding model returned a vector without a direction.');
  for (let d = 0; d < vector.length; d++) vector[d]! /= length;
  return vector;
}

/** One vector for a text of several windows: their unit vectors' mean, weighted by word pieces, at unit length. */
export function joinWindows(
  windows: readonly { readonly vector: Float32Array; readonly weight: number }[],
): Float32Array {
  const [first, ...rest] = windows;
  if (!first) throw new RangeError('A text has at least one window.');
  if (rest.length === 0) return first.vector;
  const joined = new Float32Array(first.vector.length);
  for (const { vector, weight } of windows) vector.forEach((value, d) => (joined[d]! += value * weight));
  return toUnitLength(joined);
}
