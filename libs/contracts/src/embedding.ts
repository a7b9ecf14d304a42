/** An embedding as events carry it: base64 of its little-endian float32 numbers (2.3 KB, where JSON takes 7.9 KB). */
export function encodeEmbedding(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}

/** @throws RangeError when the bytes are not whole float32 numbers. */
export function decodeEmbedding(encoded: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(encoded, 'base64'));
  return new Float32Array(bytes.buffer);
}
