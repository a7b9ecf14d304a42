/** The part of WebAssembly's JavaScript interface that is used here; TypeScript declares it for browsers alone. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** A compiled kernel. */
export type KernelModule = object;

/** Compiles a module of `*.wasm.ts`. */
export function compileKernel(base64: string): KernelModule {
  return new WebAssembly.Module(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
}

/** A memory of WebAssembly that kernels compute in: arrays lie one after the other, each at the start of a cache line. */
export interface Workspace {
  /** The exports of a kernel that computes in this memory. */
  instantiate<Exports>(module: KernelModule): Exports;
  /** The address of so many free bytes, with what was there before. Views made before it may have lost their memory. */
  reserve(bytes: number): number;
  /** Frees what was reserved from this address on. */
  release(from: number): void;
  float64(at: number, length: number): Float64Array;
  float32(at: number, length: number): Float32Array;
  int32(at: number, length: number): Int32Array;
  uint16(at: number, length: number): Uint16Array;
}

const pageSize = 65_536;
const cacheLine = 64;

/** An empty workspace. The first bytes are left to the kernels' own tables. */
export function createWorkspace(): Workspace {
  const memory = new WebAssembly.Memory({ initial: 1 });
  let end = 0;
  return {
    instantiate<Exports>(module: KernelModule) {
      if (end > pageSize / 2) throw new RangeError('Kernels are instantiated before anything is reserved.');
      const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
      const { heapBase } = exports as { readonly heapBase?: { readonly value: number } };
      end = Math.max(end, heapBase?.value ?? 0);
      return exports;
    },
    reserve(bytes) {
      const at = Math.ceil(end / cacheLine) * cacheLine;
      end = at + bytes;
      const missing = Math.ceil((end - memory.buffer.byteLength) / pageSize);
      if (missing > 0) memory.grow(missing);
      return at;
    },
    release(from) {
      end = from;
    },
    float64: (at, length) => new Float64Array(memory.buffer, at, length),
    float32: (at, length) => new Float32Array(memory.buffer, at, length),
    int32: (at, length) => new Int32Array(memory.buffer, at, length),
    uint16: (at, length) => new Uint16Array(memory.buffer, at, length),
  };
}
