import { logisticLossModule } from './logistic-loss.wasm.js';
import type { CsrMatrix } from './tfidf.js';

/** The part of WebAssembly's JavaScript interface that is used here; TypeScript declares it for browsers alone. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Kernel };
};

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface Kernel {
  readonly heapBase: { readonly value: number };
  logisticLoss(
    rows: number,
    offsets: number,
    columns: number,
    values: number,
    width: number,
    targets: number,
    classes: number,
    stride: number,
    parameters: number,
    gradient: number,
    scores: number,
  ): number;
}

const pageSize = 65_536;
const module = new WebAssembly.Module(Uint8Array.from(atob(logisticLossModule), (byte) => byte.charCodeAt(0)));

/** The multinomial logistic loss of some rows, with everything it reads in WebAssembly's memory. */
export interface LogisticLoss {
  /** Columns and bias × stride. */
  readonly parameters: Float64Array;
  /** Where `evaluate` writes the gradient. */
  readonly gradient: Float64Array;
  /** Σ −ln p(target) at `parameters`. */
  evaluate(): number;
}

/**
 * Puts a matrix and its targets (class numbers; -1: left out) where the kernel reads them. The same
 * loops in JavaScript take three to seven times as long.
 */
export function createLogisticLoss(
  { rows, width, offsets, columns, values }: CsrMatrix,
  targets: Int32Array,
  classes: number,
  stride: number,
): LogisticLoss {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports;
  const size = (width + 1) * stride;
  const places = layOut(kernel.heapBase.value, {
    offsets: offsets.byteLength,
    columns: columns.byteLength,
    values: values.byteLength,
    targets: targets.byteLength,
    parameters: 8 * size,
    gradient: 8 * size,
    scores: 8 * stride,
  });
  memory.grow(Math.ceil(places.end / pageSize));
  new Int32Array(memory.buffer, places.offsets, offsets.length).set(offsets);
  new Int32Array(memory.buffer, places.columns, columns.length).set(columns);
  new Float32Array(memory.buffer, places.values, values.length).set(values);
  new Int32Array(memory.buffer, places.targets, targets.length).set(targets);
  const gradient = new Float64Array(memory.buffer, places.gradient, size);
  return {
    parameters: new Float64Array(memory.buffer, places.parameters, size),
    gradient,
    evaluate() {
      gradient.fill(0);
      const { offsets: at, columns: by, values: of, targets: to, parameters, gradient: into, scores } = places;
      return kernel.logisticLoss(rows, at, by, of, width, to, classes, stride, parameters, into, scores);
    },
  };
}

type Sizes = Readonly<
  Record<'offsets' | 'columns' | 'values' | 'targets' | 'parameters' | 'gradient' | 'scores', number>
>;

/** One array after the other, each at the start of a cache line. */
function layOut(start: number, sizes: Sizes): Sizes & { readonly end: number } {
  let end = start;
  const place = (bytes: number) => {
    const at = Math.ceil(end / 64) * 64;
    end = at + bytes;
    return at;
  };
  const offsets = place(sizes.offsets);
  const columns = place(sizes.columns);
  const values = place(sizes.values);
  const targets = place(sizes.targets);
  const parameters = place(sizes.parameters);
  const gradient = place(sizes.gradient);
  const scores = place(sizes.scores);
  return { offsets, columns, values, targets, parameters, gradient, scores, end };
}
