// AssemblyScript: adding up rows of a matrix, as permutation tests do thousands of times. `npm run kernels` compiles it
// into ../src/row-sums.wasm.ts. Addresses are bytes, numbers f64, row numbers i32.

/** sums[d] = Σ matrix[rows[at]][d] over the first `count` row numbers. `width` is a multiple of eight. */
export function rowSums(matrix: usize, width: i32, rows: usize, count: i32, sums: usize): void {
  const bytes = (<usize>width) << 3;
  const end = rows + ((<usize>count) << 2);
  for (let block: usize = 0; block < bytes; block += 64) {
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    for (let at = rows; at < end; at += 4) {
      const from = matrix + <usize>load<i32>(at) * bytes + block;
      a = f64x2.add(a, v128.load(from));
      b = f64x2.add(b, v128.load(from, 16));
      c = f64x2.add(c, v128.load(from, 32));
      d = f64x2.add(d, v128.load(from, 48));
    }
    v128.store(sums + block, a);
    v128.store(sums + block, b, 16);
    v128.store(sums + block, c, 32);
    v128.store(sums + block, d, 48);
  }
}
