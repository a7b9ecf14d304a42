import { z } from 'zod';

const headerSchema = z.record(
  z.string(),
  z.object({
    dtype: z.string(),
    shape: z.array(z.int().nonnegative()),
    data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
  }),
);

/** A dense float32 matrix or vector: row-major `values`, `shape` from the outermost axis inwards. */
export interface Weights {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Reads tensors by name from the bytes of a safetensors file (https://github.com/huggingface/safetensors#format). */
export function openSafetensors(file: Buffer): (name: string) => Weights {
  const headerLength = Number(file.readBigUInt64LE(0));
  const { __metadata__, ...tensors } = JSON.parse(file.toString('utf8', 8, 8 + headerLength)) as Record<
    string,
    unknown
  >;
  const header = headerSchema.parse(tensors);
  return (name) => {
    const entry = header[name];
    if (!entry) throw new Error(`The embedding weights have no tensor named ${name}: the file is of another model.`);
    if (entry.dtype !== 'F16') throw new Error(`The tensor ${name} is ${entry.dtype}; only F16 weights are converted.`);
    const [start, end] = entry.data_offsets;
    return {
      shape: entry.shape,
      values: decodeFloat16(file.subarray(8 + headerLength + start, 8 + headerLength + end)),
    };
  };
}

/** Little-endian IEEE 754 half precision to float32. */
export function decodeFloat16(bytes: Uint8Array): Float32Array {
  const values = new Float32Array(bytes.length >> 1);
  for (let i = 0; i < values.length; i++) values[i] = float16[bytes[2 * i]! | (bytes[2 * i + 1]! << 8)]!;
  return values;
}

/** Every half-precision number by its 16 bits: a look-up is ten times cheaper than arithmetic for 22 million weights. */
const float16 = Float32Array.from({ length: 65_536 }, (_, bits) => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
});
