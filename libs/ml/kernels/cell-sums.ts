// AssemblyScript: weighing rows by cell, as permutation tests do thousands of times. `npm run kernels` compiles it into
// ../src/cell-sums.wasm.ts. Addresses are bytes; cells u16, row numbers, row weights and sums i32, expected
// and cell weights f64.

/**
 * Σ (weight of the rows in a cell − the expected one)² × the cell's weight, over the first `chosen` row numbers. A row is
 * in one cell of each partition: `cells` has `partitions` entries a row, a multiple of four.
 */
export function cellSums(
  cells: usize,
  partitions: i32,
  rows: usize,
  chosen: i32,
  rowWeights: usize,
  sums: usize,
  expected: usize,
  cellWeights: usize,
  cellCount: i32,
): f64 {
  memory.fill(sums, 0, (<usize>cellCount) << 2);
  const bytes = (<usize>partitions) << 1;
  const end = rows + ((<usize>chosen) << 2);
  for (let at = rows; at < end; at += 4) {
    const row = <usize>load<i32>(at);
    const weight = load<i32>(rowWeights + (row << 2));
    const from = cells + row * bytes;
    for (let cell = from; cell < from + bytes; cell += 8) {
      add(sums, load<u16>(cell), weight);
      add(sums, load<u16>(cell, 2), weight);
      add(sums, load<u16>(cell, 4), weight);
      add(sums, load<u16>(cell, 6), weight);
    }
  }
  let total: f64 = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    const wide = (<usize>cell) << 3;
    const excess = <f64>load<i32>(sums + ((<usize>cell) << 2)) - load<f64>(expected + wide);
    total += excess * excess * load<f64>(cellWeights + wide);
  }
  return total;
}

function add(sums: usize, cell: u32, weight: i32): void {
  const at = sums + ((<usize>cell) << 2);
  store<i32>(at, load<i32>(at) + weight);
}
