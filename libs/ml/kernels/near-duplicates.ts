// AssemblyScript: finds which of many unit vectors are nearly another. Four at a time are compared along a few directions,
// which tells nearly all pairs apart; only what is left is multiplied out.

/**
 * The next after `other` whose inner product with `at` is at least `cosine`; `count` when there is none. Vectors are f32
 * [count × dimensions], dimensions a multiple of four. Positions along the directions are f32 [directions × stride],
 * ascending along the first, with four more numbers after the last. Those more than √largest apart are told apart.
 */
export function nextNear(
  positions: usize,
  stride: i32,
  directions: i32,
  largest: f32,
  vectors: usize,
  dimensions: i32,
  cosine: f32,
  count: i32,
  at: i32,
  other: i32,
): i32 {
  const bytes = (<usize>dimensions) << 2;
  const end = load<f32>(positions + ((<usize>at) << 2)) + Mathf.sqrt(largest);
  for (let next = other + 1; next < count; next += 4) {
    if (load<f32>(positions + ((<usize>next) << 2)) > end) return count;
    let near = nearFour(positions, stride, directions, largest, at, next);
    for (; near !== 0; near &= near - 1) {
      const found = next + ctz(near);
      if (found >= count) return count;
      if (product(vectors + <usize>at * bytes, vectors + <usize>found * bytes, bytes) >= cosine) return found;
    }
  }
  return count;
}

/** Bit i: the directions do not tell `next + i` apart from `at`. */
function nearFour(positions: usize, stride: i32, directions: i32, largest: f32, at: i32, next: i32): i32 {
  const bytes = (<usize>stride) << 2;
  let here = positions + ((<usize>at) << 2);
  let there = positions + ((<usize>next) << 2);
  let squares = f32x4.splat(0);
  for (let d = 0; d < directions; d++) {
    const difference = f32x4.sub(v128.load(there), v128.load32_splat(here));
    squares = f32x4.add(squares, f32x4.mul(difference, difference));
    here += bytes;
    there += bytes;
  }
  return i32x4.bitmask(f32x4.le(squares, f32x4.splat(largest)));
}

function product(left: usize, right: usize, bytes: usize): f32 {
  let sums = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    sums = f32x4.add(sums, f32x4.mul(v128.load(left + i), v128.load(right + i)));
  }
  const low = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1);
  return low + (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
}
