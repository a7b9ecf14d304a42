import { innerProductsModule } from './inner-products.wasm.js';
import { compileKernel, createWorkspace } from './workspace.js';

/** Points of one space. */
export interface Centres {
  readonly dimensions: number;
  readonly count: number;
  /** [count × dimensions], row-major. */
  readonly centres: Float32Array;
}

/** Vectors' inner products with each centre, [vectors × count], row-major. */
export type InnerProducts = (vectors: readonly Float32Array[]) => Float32Array;

/** Vectors that are put into the kernel's memory at once; even. */
const vectorsAtOnce = 256;

const module = compileKernel(innerProductsModule);

interface Kernel {
  innerProducts(
    vectors: number,
    rows: number,
    centres: number,
    count: number,
    dimensions: number,
    products: number,
  ): void;
}

/** Takes the centres in; any number of products follow, in single precision. */
export function createInnerProducts({ dimensions, count, centres }: Centres): InnerProducts {
  const workspace = createWorkspace();
  const kernel = workspace.instantiate<Kernel>(module);
  const width = wholeBlocks(dimensions, 4);
  const across = wholeBlocks(count, 4);
  const centresAt = workspace.reserve(4 * across * width);
  const vectorsAt = workspace.reserve(4 * vectorsAtOnce * width);
  const productsAt = workspace.reserve(4 * vectorsAtOnce * across);
  const inside = workspace.float32(centresAt, across * width);
  for (let at = 0; at < count; at++) inside.set(centres.subarray(at * dimensions, (at + 1) * dimensions), at * width);
  const given = workspace.float32(vectorsAt, vectorsAtOnce * width);
  const products = workspace.float32(productsAt, vectorsAtOnce * across);
  return (vectors) => {
    const all = new Float32Array(vectors.length * count);
    for (let from = 0; from < vectors.length; from += vectorsAtOnce) {
      const some = vectors.slice(from, from + vectorsAtOnce);
      some.forEach((vector, at) => {
        checkLength(vector, dimensions, from + at);
        given.set(vector, at * width);
      });
      kernel.innerProducts(vectorsAt, wholeBlocks(some.length, 2), centresAt, across, width, productsAt);
      some.forEach((_, at) => {
        all.set(products.subarray(at * across, at * across + count), (from + at) * count);
      });
    }
    return all;
  };
}

function wholeBlocks(size: number, block: number): number {
  return Math.ceil(size / block) * block;
}

function checkLength(vector: Float32Array, dimensions: number, at: number): void {
  if (vector.length === dimensions) return;
  throw new RangeError(`Vector ${at + 1} has ${vector.length} numbers; the centres have ${dimensions}.`);
}
