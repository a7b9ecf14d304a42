// AssemblyScript: sums of rows ⊗ rows, four rows at a time, because the sums are read and written once for all four.

/**
 * Adds row ⊗ row of each row to the lower half of a matrix; what else is in the matrix is left in disorder. All f64: rows
 * [count × size], count a multiple of four; matrix [size × size], and two numbers after it that may be written.
 */
export function addOuterProducts(matrix: usize, rows: usize, count: i32, size: i32): void {
  const bytes = (<usize>size) << 3;
  for (let row = 0; row < count; row += 4) {
    const a = rows + <usize>row * bytes;
    const b = a + bytes;
    const c = b + bytes;
    const d = c + bytes;
    for (let i: usize = 0; i < bytes; i += 8) {
      const line = matrix + (i >> 3) * bytes;
      const one = v128.load64_splat(a + i);
      const two = v128.load64_splat(b + i);
      const three = v128.load64_splat(c + i);
      const four = v128.load64_splat(d + i);
      for (let j: usize = 0; j <= i; j += 16) {
        const low = f64x2.add(f64x2.mul(one, v128.load(a + j)), f64x2.mul(two, v128.load(b + j)));
        const high = f64x2.add(f64x2.mul(three, v128.load(c + j)), f64x2.mul(four, v128.load(d + j)));
        v128.store(line + j, f64x2.add(v128.load(line + j), f64x2.add(low, high)));
      }
    }
  }
}
