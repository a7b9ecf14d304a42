import { outerProductsModule } from './outer-products.wasm.js';
import { compileKernel, createWorkspace } from './workspace.js';

const module = compileKernel(outerProductsModule);

interface Kernel {
  addOuterProducts(matrix: number, rows: number, count: number, size: number): void;
}

/** Rows that are added together; a multiple of four. */
const batch = 32;

/** A sum of rows ⊗ rows. */
export interface OuterProducts {
  add(row: Float64Array): void;
  /** [size × size], row-major, of which the lower half is meant. */
  total(): Float64Array;
}

/** An empty sum, in WebAssembly: 6,000 rows of 384 numbers are half a billion products. */
export function createOuterProducts(size: number): OuterProducts {
  const workspace = createWorkspace();
  const { addOuterProducts } = workspace.instantiate<Kernel>(module);
  const matrix = workspace.reserve(8 * (size * size + 2));
  const rows = workspace.reserve(8 * batch * size);
  const total = workspace.float64(matrix, size * size).fill(0);
  const waiting = workspace.float64(rows, batch * size);
  let count = 0;
  const flush = () => {
    waiting.fill(0, count * size);
    addOuterProducts(matrix, rows, batch, size);
    count = 0;
  };
  return {
    add(row) {
      waiting.set(row, count++ * size);
      if (count === batch) flush();
    },
    total() {
      flush();
      return total.slice();
    },
  };
}
