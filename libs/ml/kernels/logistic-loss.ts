// AssemblyScript: the loop that a fit spends its time in, as WebAssembly with 128-bit vectors. `npm run kernels`
// compiles it into ../src/logistic-loss.wasm.ts. Addresses are bytes; parameters, gradient and scores are f64 with
// `stride` numbers a column, a multiple of four: eight classes of a column, a cache line, are read at once, and the
// last four alone where eight would be padding. Two rows are computed together, because they share the columns that
// every row has.

/** The first byte that is free: below stand the tables of exp and log. */
export const heapBase: usize = __heap_base;

/**
 * Adds up −ln p(target) over the rows of a compressed sparse matrix, and each row ⊗ (softmax − one-hot) in the
 * gradient, which is emptied first. Rows with target −1 are left out. Every row ends with the last `dense` columns; the bias stands after them.
 * `scores` has room for two rows.
 */
export function logisticLoss(
  rows: i32,
  offsets: usize,
  columns: usize,
  values: usize,
  width: i32,
  dense: i32,
  targets: usize,
  classes: i32,
  stride: i32,
  parameters: usize,
  gradient: usize,
  scores: usize,
): f64 {
  const bytes = (<usize>stride) << 3;
  const bias = <usize>width * bytes;
  const shared = <usize>(width - dense) * bytes;
  const tail = (<usize>dense) << 2;
  memory.fill(gradient, 0, bias + bytes);
  let loss: f64 = 0;
  for (let row = nextRow(targets, 0, rows); row < rows;) {
    const other = nextRow(targets, row + 1, rows);
    const from = at(offsets, row);
    const to = at(offsets, row + 1);
    if (other === rows) {
      score(columns, values, from, to, parameters, bytes, bias, scores);
      loss += toResidual(scores, classes, stride, target(targets, row));
      scatter(columns, values, from, to, gradient, bytes, bias, scores);
      return loss;
    }
    const otherFrom = at(offsets, other);
    const otherTo = at(offsets, other + 1);
    const otherScores = scores + bytes;
    score(columns, values, from, to - tail, parameters, bytes, bias, scores);
    score(columns, values, otherFrom, otherTo - tail, parameters, bytes, bias, otherScores);
    scoreShared(values + to - tail, values + otherTo - tail, tail, parameters + shared, bytes, scores);
    loss += toResidual(scores, classes, stride, target(targets, row));
    loss += toResidual(otherScores, classes, stride, target(targets, other));
    scatter(columns, values, from, to - tail, gradient, bytes, bias, scores);
    scatter(columns, values, otherFrom, otherTo - tail, gradient, bytes, bias, otherScores);
    scatterShared(values + to - tail, values + otherTo - tail, tail, gradient + shared, bytes, scores);
    row = nextRow(targets, other + 1, rows);
  }
  return loss;
}

function nextRow(targets: usize, row: i32, rows: i32): i32 {
  while (row < rows && target(targets, row) < 0) row++;
  return row;
}

function target(targets: usize, row: i32): i32 {
  return load<i32>(targets + ((<usize>row) << 2));
}

/** Where a row begins in columns and values, in bytes. */
function at(offsets: usize, row: i32): usize {
  return (<usize>load<i32>(offsets + ((<usize>row) << 2))) << 2;
}

/** scores = bias + Σ values[k] × parameters[columns[k]]. */
function score(
  columns: usize,
  values: usize,
  from: usize,
  to: usize,
  parameters: usize,
  bytes: usize,
  bias: usize,
  scores: usize,
): void {
  let block: usize = 0;
  for (; block + 64 <= bytes; block += 64) {
    const start = parameters + bias + block;
    let a = v128.load(start);
    let b = v128.load(start, 16);
    let c = v128.load(start, 32);
    let d = v128.load(start, 48);
    for (let k = from; k < to; k += 4) {
      const value = f64x2.splat(<f64>load<f32>(values + k));
      const at = parameters + <usize>load<i32>(columns + k) * bytes + block;
      a = f64x2.add(a, f64x2.mul(value, v128.load(at)));
      b = f64x2.add(b, f64x2.mul(value, v128.load(at, 16)));
      c = f64x2.add(c, f64x2.mul(value, v128.load(at, 32)));
      d = f64x2.add(d, f64x2.mul(value, v128.load(at, 48)));
    }
    v128.store(scores + block, a);
    v128.store(scores + block, b, 16);
    v128.store(scores + block, c, 32);
    v128.store(scores + block, d, 48);
  }
  if (block === bytes) return;
  const start = parameters + bias + block;
  let a = v128.load(start);
  let b = v128.load(start, 16);
  for (let k = from; k < to; k += 4) {
    const value = f64x2.splat(<f64>load<f32>(values + k));
    const at = parameters + <usize>load<i32>(columns + k) * bytes + block;
    a = f64x2.add(a, f64x2.mul(value, v128.load(at)));
    b = f64x2.add(b, f64x2.mul(value, v128.load(at, 16)));
  }
  v128.store(scores + block, a);
  v128.store(scores + block, b, 16);
}

/** Adds the shared columns’ part to the scores of two rows, which lie one after the other. */
function scoreShared(values: usize, others: usize, tail: usize, parameters: usize, bytes: usize, scores: usize): void {
  let block: usize = 0;
  for (; block + 64 <= bytes; block += 64) {
    const first = scores + block;
    const second = first + bytes;
    let a = v128.load(first);
    let b = v128.load(first, 16);
    let c = v128.load(first, 32);
    let d = v128.load(first, 48);
    let e = v128.load(second);
    let f = v128.load(second, 16);
    let g = v128.load(second, 32);
    let h = v128.load(second, 48);
    for (let k: usize = 0, at = parameters + block; k < tail; k += 4, at += bytes) {
      const one = f64x2.splat(<f64>load<f32>(values + k));
      const two = f64x2.splat(<f64>load<f32>(others + k));
      let weight = v128.load(at);
      a = f64x2.add(a, f64x2.mul(one, weight));
      e = f64x2.add(e, f64x2.mul(two, weight));
      weight = v128.load(at, 16);
      b = f64x2.add(b, f64x2.mul(one, weight));
      f = f64x2.add(f, f64x2.mul(two, weight));
      weight = v128.load(at, 32);
      c = f64x2.add(c, f64x2.mul(one, weight));
      g = f64x2.add(g, f64x2.mul(two, weight));
      weight = v128.load(at, 48);
      d = f64x2.add(d, f64x2.mul(one, weight));
      h = f64x2.add(h, f64x2.mul(two, weight));
    }
    v128.store(first, a);
    v128.store(first, b, 16);
    v128.store(first, c, 32);
    v128.store(first, d, 48);
    v128.store(second, e);
    v128.store(second, f, 16);
    v128.store(second, g, 32);
    v128.store(second, h, 48);
  }
  if (block === bytes) return;
  const first = scores + block;
  const second = first + bytes;
  let a = v128.load(first);
  let b = v128.load(first, 16);
  let c = v128.load(second);
  let d = v128.load(second, 16);
  for (let k: usize = 0, at = parameters + block; k < tail; k += 4, at += bytes) {
    const one = f64x2.splat(<f64>load<f32>(values + k));
    const two = f64x2.splat(<f64>load<f32>(others + k));
    const low = v128.load(at);
    const high = v128.load(at, 16);
    a = f64x2.add(a, f64x2.mul(one, low));
    b = f64x2.add(b, f64x2.mul(one, high));
    c = f64x2.add(c, f64x2.mul(two, low));
    d = f64x2.add(d, f64x2.mul(two, high));
  }
  v128.store(first, a);
  v128.store(first, b, 16);
  v128.store(second, c);
  v128.store(second, d, 16);
}

/** gradient[columns[k]] += values[k] × residual, and the bias’s gradient += residual. */
function scatter(
  columns: usize,
  values: usize,
  from: usize,
  to: usize,
  gradient: usize,
  bytes: usize,
  bias: usize,
  residual: usize,
): void {
  let block: usize = 0;
  for (; block + 64 <= bytes; block += 64) {
    const a = v128.load(residual + block);
    const b = v128.load(residual + block, 16);
    const c = v128.load(residual + block, 32);
    const d = v128.load(residual + block, 48);
    addFour(gradient + bias + block, f64x2.splat(1), a, b);
    addFour(gradient + bias + block + 32, f64x2.splat(1), c, d);
    for (let k = from; k < to; k += 4) {
      const value = f64x2.splat(<f64>load<f32>(values + k));
      const at = gradient + <usize>load<i32>(columns + k) * bytes + block;
      addFour(at, value, a, b);
      addFour(at + 32, value, c, d);
    }
  }
  if (block === bytes) return;
  const a = v128.load(residual + block);
  const b = v128.load(residual + block, 16);
  addFour(gradient + bias + block, f64x2.splat(1), a, b);
  for (let k = from; k < to; k += 4) {
    const value = f64x2.splat(<f64>load<f32>(values + k));
    addFour(gradient + <usize>load<i32>(columns + k) * bytes + block, value, a, b);
  }
}

function addFour(at: usize, value: v128, a: v128, b: v128): void {
  v128.store(at, f64x2.add(v128.load(at), f64x2.mul(value, a)));
  v128.store(at, f64x2.add(v128.load(at, 16), f64x2.mul(value, b)), 16);
}

/** `scatter` of two rows over the shared columns. */
function scatterShared(
  values: usize,
  others: usize,
  tail: usize,
  gradient: usize,
  bytes: usize,
  residuals: usize,
): void {
  for (let block: usize = 0; block < bytes; block += 32) {
    const a = v128.load(residuals + block);
    const b = v128.load(residuals + block, 16);
    const c = v128.load(residuals + bytes + block);
    const d = v128.load(residuals + bytes + block, 16);
    for (let k: usize = 0, at = gradient + block; k < tail; k += 4, at += bytes) {
      const one = f64x2.splat(<f64>load<f32>(values + k));
      const two = f64x2.splat(<f64>load<f32>(others + k));
      const low = f64x2.add(f64x2.mul(one, a), f64x2.mul(two, c));
      const high = f64x2.add(f64x2.mul(one, b), f64x2.mul(two, d));
      v128.store(at, f64x2.add(v128.load(at), low));
      v128.store(at, f64x2.add(v128.load(at, 16), high), 16);
    }
  }
}

/** Turns scores into softmax − one-hot, in place, 0 beyond `classes`; returns −ln p(target). */
function toResidual(scores: usize, classes: i32, stride: i32, target: i32): f64 {
  let largest: f64 = -Infinity;
  for (let c = 0; c < classes; c++) largest = max(largest, load<f64>(scores + ((<usize>c) << 3)));
  const targetAt = scores + ((<usize>target) << 3);
  const targetScore = load<f64>(targetAt) - largest;
  let sum: f64 = 0;
  for (let c = 0; c < classes; c++) {
    const at = scores + ((<usize>c) << 3);
    const power = Math.exp(load<f64>(at) - largest);
    store<f64>(at, power);
    sum += power;
  }
  for (let c = 0; c < classes; c++) {
    const at = scores + ((<usize>c) << 3);
    store<f64>(at, load<f64>(at) / sum);
  }
  for (let c = classes; c < stride; c++) store<f64>(scores + ((<usize>c) << 3), 0);
  store<f64>(targetAt, load<f64>(targetAt) - 1);
  return Math.log(sum) - targetScore;
}
