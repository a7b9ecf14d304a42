/**
 * L⁻ᵀ, row-major [n × n], for the Cholesky factor L of a positive definite matrix of which the lower half is given
 * (Golub & Van Loan, Matrix Computations, section 4.2). L overwrites that half.
 */
export function inverseFactor(lower: Float64Array, n: number): Float64Array {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = lower[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (lower[i * n + k] as number) * (lower[j * n + k] as number);
      lower[i * n + j] = i === j ? Math.sqrt(sum) : sum / (lower[j * n + j] as number);
    }
  }
  const inverse = new Float64Array(n * n);
  for (let column = 0; column < n; column++) {
    for (let i = column; i < n; i++) {
      let sum = i === column ? 1 : 0;
      for (let k = column; k < i; k++) sum -= (lower[i * n + k] as number) * (inverse[column * n + k] as number);
      inverse[column * n + i] = sum / (lower[i * n + i] as number);
    }
  }
  return inverse;
}

/** A row vector times an upper triangular matrix, row-major [n × n]. */
export function timesUpper(vector: Float32Array | Float64Array, upper: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const value = vector[i] as number;
    for (let j = i; j < n; j++) product[j] = (product[j] as number) + value * (upper[i * n + j] as number);
  }
  return product;
}
