// AssemblyScript: the loop that a fit spends its time in, as WebAssembly with 128-bit vectors. `npm run kernels`
// compiles it into ../src/logistic-loss.wasm.ts. Addresses are bytes; parameters, gradient and scores are f64 with
// `stride` numbers a column, a multiple of four: eight classes of a column, a cache line, are read at once, and the
// last four alone where eight would be padding.

/** The first byte that is free: below stand the tables of exp and log. */
export const heapBase: usize = __heap_base;

/**
 * Adds up −ln p(target) over the rows of a compressed sparse matrix and adds each row ⊗ (softmax − one-hot) to the
 * gradient. Rows with target −1 are left out. The bias stands after the last column.
 */
export function logisticLoss(
  rows: i32,
  offsets: usize,
  columns: usize,
  values: usize,
  width: i32,
  targets: usize,
  classes: i32,
  stride: i32,
  parameters: usize,
  gradient: usize,
  scores: usize,
): f64 {
  const bytes = (<usize>stride) << 3;
  const bias = <usize>width * bytes;
  let loss: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const target = load<i32>(targets + ((<usize>row) << 2));
    if (target < 0) continue;
    const from = (<usize>load<i32>(offsets + ((<usize>row) << 2))) << 2;
    const to = (<usize>load<i32>(offsets + ((<usize>row) << 2), 4)) << 2;
    let block: usize = 0;
    for (; block + 64 <= bytes; block += 64) {
      scoreEight(columns, values, from, to, parameters, bytes, bias, block, scores);
    }
    if (block < bytes) scoreFour(columns, values, from, to, parameters, bytes, bias, block, scores);
    loss += toResidual(scores, classes, stride, target);
    for (block = 0; block + 64 <= bytes; block += 64) {
      scatterEight(columns, values, from, to, gradient, bytes, bias, block, scores);
    }
    if (block < bytes) scatterFour(columns, values, from, to, gradient, bytes, bias, block, scores);
  }
  return loss;
}

/** scores[block…block+7] = bias + Σ values[k] × parameters[columns[k]]. */
function scoreEight(
  columns: usize,
  values: usize,
  from: usize,
  to: usize,
  parameters: usize,
  bytes: usize,
  bias: usize,
  block: usize,
  scores: usize,
): void {
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

/** `scoreEight` for four classes. */
function scoreFour(
  columns: usize,
  values: usize,
  from: usize,
  to: usize,
  parameters: usize,
  bytes: usize,
  bias: usize,
  block: usize,
  scores: usize,
): void {
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

/** gradient[columns[k]] += values[k] × residual[block…block+7], and the bias’s gradient += residual. */
function scatterEight(
  columns: usize,
  values: usize,
  from: usize,
  to: usize,
  gradient: usize,
  bytes: usize,
  bias: usize,
  block: usize,
  residual: usize,
): void {
  const a = v128.load(residual + block);
  const b = v128.load(residual + block, 16);
  const c = v128.load(residual + block, 32);
  const d = v128.load(residual + block, 48);
  addEight(gradient + bias + block, f64x2.splat(1), a, b, c, d);
  for (let k = from; k < to; k += 4) {
    const value = f64x2.splat(<f64>load<f32>(values + k));
    addEight(gradient + <usize>load<i32>(columns + k) * bytes + block, value, a, b, c, d);
  }
}

function addEight(at: usize, value: v128, a: v128, b: v128, c: v128, d: v128): void {
  addFour(at, value, a, b);
  addFour(at + 32, value, c, d);
}

/** `scatterEight` for four classes. */
function scatterFour(
  columns: usize,
  values: usize,
  from: usize,
  to: usize,
  gradient: usize,
  bytes: usize,
  bias: usize,
  block: usize,
  residual: usize,
): void {
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
