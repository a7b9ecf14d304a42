// AssemblyScript: counting rows by cell, as permutation tests do thousands of times. `npm run kernels` compiles it into
// ../src/cell-sums.wasm.ts. Addresses are bytes; cells u16, row numbers and counts i32, weights f64.

/**
 * Σ (rows in the cell)² × the cell's weight, over the first `chosen` row numbers. A row is in one cell of each
 * partition: `cells` has `partitions` entries a row, a multiple of four.
 */
export function cellSums(
  cells: usize,
  partitions: i32,
  rows: usize,
  chosen: i32,
  counts: usize,
  weights: usize,
  cellCount: i32,
): f64 {
  memory.fill(counts, 0, (<usize>cellCount) << 2);
  const bytes = (<usize>partitions) << 1;
  const end = rows + ((<usize>chosen) << 2);
  for (let at = rows; at < end; at += 4) {
    const from = cells + <usize>load<i32>(at) * bytes;
    for (let cell = from; cell < from + bytes; cell += 8) {
      add(counts, load<u16>(cell));
      add(counts, load<u16>(cell, 2));
      add(counts, load<u16>(cell, 4));
      add(counts, load<u16>(cell, 6));
    }
  }
  let sum: f64 = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    const count = <f64>load<i32>(counts + ((<usize>cell) << 2));
    sum += count * count * load<f64>(weights + ((<usize>cell) << 3));
  }
  return sum;
}

function add(counts: usize, cell: u32): void {
  const at = counts + ((<usize>cell) << 2);
  store<i32>(at, load<i32>(at) + 1);
}
