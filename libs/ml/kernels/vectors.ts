// AssemblyScript: passes over the vectors of L-BFGS, each as much as can be done while the numbers are at hand. Addresses
// are bytes, lengths are numbers and multiples of four. Points, gradients and directions are f64; correction pairs f32.

/** target = −source; returns weights · target. */
export function negate(target: usize, source: usize, weights: usize, length: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let i: usize = 0, end = (<usize>length) << 3; i < end; i += 32) {
    const a = f64x2.neg(v128.load(source + i));
    const b = f64x2.neg(v128.load(source + i, 16));
    v128.store(target + i, a);
    v128.store(target + i, b, 16);
    low = f64x2.add(low, f64x2.mul(a, two(weights + (i >> 1))));
    high = f64x2.add(high, f64x2.mul(b, two(weights + (i >> 1) + 8)));
  }
  return sumOf(low, high);
}

/** target = scale × (target + factor × source); returns weights · target. Source and weights are f32. */
export function addScaled(target: usize, factor: f64, source: usize, scale: f64, weights: usize, length: i32): f64 {
  const factors = f64x2.splat(factor);
  const scales = f64x2.splat(scale);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let i: usize = 0, end = (<usize>length) << 3; i < end; i += 32) {
    const half = i >> 1;
    const a = f64x2.mul(scales, f64x2.add(v128.load(target + i), f64x2.mul(factors, two(source + half))));
    const b = f64x2.mul(scales, f64x2.add(v128.load(target + i, 16), f64x2.mul(factors, two(source + half + 8))));
    v128.store(target + i, a);
    v128.store(target + i, b, 16);
    low = f64x2.add(low, f64x2.mul(a, two(weights + half)));
    high = f64x2.add(high, f64x2.mul(b, two(weights + half + 8)));
  }
  return sumOf(low, high);
}

/** target = from + factor × direction. */
export function moveAlong(target: usize, from: usize, factor: f64, direction: usize, length: i32): void {
  const factors = f64x2.splat(factor);
  for (let i: usize = 0, end = (<usize>length) << 3; i < end; i += 32) {
    v128.store(target + i, f64x2.add(v128.load(from + i), f64x2.mul(factors, v128.load(direction + i))));
    v128.store(target + i, f64x2.add(v128.load(from + i, 16), f64x2.mul(factors, v128.load(direction + i, 16))), 16);
  }
}

/** left · right. */
export function dot(left: usize, right: usize, length: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let i: usize = 0, end = (<usize>length) << 3; i < end; i += 32) {
    low = f64x2.add(low, f64x2.mul(v128.load(left + i), v128.load(right + i)));
    high = f64x2.add(high, f64x2.mul(v128.load(left + i, 16), v128.load(right + i, 16)));
  }
  return sumOf(low, high);
}

/** The largest absolute entry; NaN when there is one. */
export function maxNorm(vector: usize, length: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let i: usize = 0, end = (<usize>length) << 3; i < end; i += 32) {
    low = f64x2.max(low, f64x2.abs(v128.load(vector + i)));
    high = f64x2.max(high, f64x2.abs(v128.load(vector + i, 16)));
  }
  const both = f64x2.max(low, high);
  return max(f64x2.extract_lane(both, 0), f64x2.extract_lane(both, 1));
}

/** A correction pair in f32: moved = step × direction, changed = to − from (gradients); returns changed · changed. */
export function correct(
  moved: usize,
  changed: usize,
  step: f64,
  direction: usize,
  to: usize,
  from: usize,
  length: i32,
): f64 {
  const steps = f64x2.splat(step);
  let squares = f64x2.splat(0);
  for (let i: usize = 0, end = (<usize>length) << 3; i < end; i += 16) {
    const difference = f64x2.sub(v128.load(to + i), v128.load(from + i));
    squares = f64x2.add(squares, f64x2.mul(difference, difference));
    const half = i >> 1;
    v128.store64_lane(moved + half, f32x4.demote_f64x2_zero(f64x2.mul(steps, v128.load(direction + i))), 0);
    v128.store64_lane(changed + half, f32x4.demote_f64x2_zero(difference), 0);
  }
  return f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
}

/**
 * gradient = (gradient + strength × parameters) × factor, with a strength for each column of `stride` numbers and none for
 * the bias after the last; returns Σ strength / 2 × parameters².
 */
export function penalise(
  gradient: usize,
  parameters: usize,
  strengths: usize,
  columns: i32,
  stride: i32,
  factor: f64,
): f64 {
  const factors = f64x2.splat(factor);
  const bytes = (<usize>stride) << 3;
  let sum: f64 = 0;
  let at: usize = 0;
  for (let column = 0; column <= columns; column++) {
    const strength = column < columns ? load<f64>(strengths + ((<usize>column) << 3)) : 0;
    const strong = f64x2.splat(strength);
    let squares = f64x2.splat(0);
    for (const end = at + bytes; at < end; at += 32) {
      const low = v128.load(parameters + at);
      const high = v128.load(parameters + at, 16);
      squares = f64x2.add(squares, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
      const lower = f64x2.add(v128.load(gradient + at), f64x2.mul(strong, low));
      const higher = f64x2.add(v128.load(gradient + at, 16), f64x2.mul(strong, high));
      v128.store(gradient + at, f64x2.mul(factors, lower));
      v128.store(gradient + at, f64x2.mul(factors, higher), 16);
    }
    sum += (strength / 2) * (f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1));
  }
  return sum;
}

/** Two f32 as f64. */
function two(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

function sumOf(low: v128, high: v128): f64 {
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}
