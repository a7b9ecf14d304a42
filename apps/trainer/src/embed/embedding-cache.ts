import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../write-whole.js';

/** 40,000 embeddings of 384 numbers. */
const mostBytes = 64 * 1024 * 1024;

const keyBytes = 32;
const headerBytes = 8;

/** Embeddings by the content that they were made of, kept from run to run in one file for each embedding model. */
export interface EmbeddingCache {
  get(text: string): Float32Array | undefined;
  set(text: string, embedding: Float32Array): void;
  /** Writes the file, what this run asked for first, whole or not at all; does nothing when nothing is new. */
  save(): Promise<void>;
}

/**
 * Opens the cache of an embedding model. Texts are named by sha256 alone. A file that is missing, damaged or of other
 * dimensions counts as empty: what it held is computed again.
 */
export async function openEmbeddingCache(
  folder: string,
  model: string,
  dimensions: number,
  bytes = mostBytes,
): Promise<EmbeddingCache> {
  const file = join(folder, `${model}.embeddings`);
  const known = decode(await readFile(file).catch(() => undefined), dimensions);
  const used = new Map<string, Float32Array>();
  let changed = false;
  return {
    get(text) {
      const key = keyOf(text);
      const embedding = used.get(key) ?? known.get(key);
      if (embedding !== undefined) used.set(key, embedding);
      return embedding;
    },
    set(text, embedding) {
      used.set(keyOf(text), embedding);
      changed = true;
    },
    async save() {
      if (!changed) return;
      const entries = [...used, ...[...known].filter(([key]) => !used.has(key))];
      await writeWhole(file, encode(entries.slice(0, Math.floor(bytes / sizeOf(dimensions))), dimensions));
    },
  };
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest().toString('latin1');
}

function sizeOf(dimensions: number): number {
  return keyBytes + 4 * dimensions;
}

/** sha256 of the rest; dimensions and number of entries, u32; the keys; the embeddings, f32. Little-endian. */
function encode(entries: readonly (readonly [string, Float32Array])[], dimensions: number): Uint8Array {
  const content = Buffer.alloc(headerBytes + entries.length * sizeOf(dimensions));
  content.writeUInt32LE(dimensions, 0);
  content.writeUInt32LE(entries.length, 4);
  entries.forEach(([key, embedding], at) => {
    content.write(key, headerBytes + at * keyBytes, 'latin1');
    const { buffer, byteOffset, byteLength } = embedding;
    Buffer.from(buffer, byteOffset, byteLength).copy(
      content,
      headerBytes + entries.length * keyBytes + at * 4 * dimensions,
    );
  });
  return Buffer.concat([createHash('sha256').update(content).digest(), content]);
}

function decode(bytes: Buffer | undefined, dimensions: number): Map<string, Float32Array> {
  const content = bytes?.subarray(keyBytes);
  if (bytes === undefined || content === undefined || content.length < headerBytes) return new Map();
  if (!createHash('sha256').update(content).digest().equals(bytes.subarray(0, keyBytes))) return new Map();
  const count = content.readUInt32LE(4);
  if (content.readUInt32LE(0) !== dimensions || content.length !== headerBytes + count * sizeOf(dimensions)) {
    return new Map();
  }
  const from = headerBytes + count * keyBytes;
  const numbers = new Float32Array(Uint8Array.from(content.subarray(from)).buffer);
  return new Map(
    Array.from({ length: count }, (_, at) => {
      const key = content.toString('latin1', headerBytes + at * keyBytes, headerBytes + (at + 1) * keyBytes);
      return [key, numbers.subarray(at * dimensions, (at + 1) * dimensions)] as const;
    }),
  );
}
