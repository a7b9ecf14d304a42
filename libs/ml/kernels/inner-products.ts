// AssemblyScript: many inner products at once. `npm run kernels` compiles it into ../src/inner-products.wasm.ts. Addresses
// are bytes, numbers f32. Two rows and four centres are computed together, so that what is read is used more than once.

/**
 * products[row × count + c] = row · centre c. `rows` is a multiple of two, `count` and `dimensions` of four; zeros fill
 * what is missing.
 */
export function innerProducts(
  vectors: usize,
  rows: i32,
  centres: usize,
  count: i32,
  dimensions: i32,
  products: usize,
): void {
  const bytes = (<usize>dimensions) << 2;
  for (let row = 0; row < rows; row += 2) {
    const first = vectors + <usize>row * bytes;
    let into = products + ((<usize>row * <usize>count) << 2);
    for (let c = 0; c < count; c += 4) {
      twoByFour(first, centres + <usize>c * bytes, bytes, into, (<usize>count) << 2);
      into += 16;
    }
  }
}

function twoByFour(first: usize, centre: usize, bytes: usize, into: usize, next: usize): void {
  let a0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let a2 = f32x4.splat(0);
  let a3 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let b1 = f32x4.splat(0);
  let b2 = f32x4.splat(0);
  let b3 = f32x4.splat(0);
  const second = first + bytes;
  const centre1 = centre + bytes;
  const centre2 = centre1 + bytes;
  const centre3 = centre2 + bytes;
  for (let i: usize = 0; i < bytes; i += 16) {
    const a = v128.load(first + i);
    const b = v128.load(second + i);
    let c = v128.load(centre + i);
    a0 = f32x4.add(a0, f32x4.mul(a, c));
    b0 = f32x4.add(b0, f32x4.mul(b, c));
    c = v128.load(centre1 + i);
    a1 = f32x4.add(a1, f32x4.mul(a, c));
    b1 = f32x4.add(b1, f32x4.mul(b, c));
    c = v128.load(centre2 + i);
    a2 = f32x4.add(a2, f32x4.mul(a, c));
    b2 = f32x4.add(b2, f32x4.mul(b, c));
    c = v128.load(centre3 + i);
    a3 = f32x4.add(a3, f32x4.mul(a, c));
    b3 = f32x4.add(b3, f32x4.mul(b, c));
  }
  v128.store(into, sums(a0, a1, a2, a3));
  v128.store(into + next, sums(b0, b1, b2, b3));
}

/** The sum of each vector's four numbers. */
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}
