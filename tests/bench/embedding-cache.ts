import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedder, prepareEmbeddingModel } from '@driftdesk/embeddings';
import { embedRows } from '@driftdesk/trainer';

/** Weights' precision: int8 serves, fp32 is what it is compared with. */
export type Precision = 'int8' | 'fp32';

/** Embeddings of some texts and how long they took; 0 seconds when they were there from an earlier run. */
export interface Embedded {
  readonly embeddings: readonly Float32Array[];
  readonly seconds: number;
}

/**
 * Embeds texts by the bundled model as training does. A folder keeps the vectors, by the model's digest and the texts,
 * so that a second run measures the fit without waiting.
 */
export async function embedCached(
  texts: readonly string[],
  { precision, threads, cache }: { precision: Precision; threads: number; cache: string | undefined },
): Promise<Embedded> {
  const folder = cache ?? join(tmpdir(), 'driftdesk-bench');
  const directory = join(folder, `model-${precision}`);
  await prepareEmbeddingModel({ directory, precision });
  const embedder = await openEmbedder({ directory, threads });
  try {
    const dimensions = await embedder.ready;
    const distinct = [...new Set(texts)].sort();
    const key = createHash('sha256')
      .update(JSON.stringify([embedder.digest, distinct]))
      .digest('hex');
    const file = join(folder, `${key}.f32`);
    const kept = cache === undefined ? undefined : await readFile(file).catch(() => undefined);
    const inOrder = (embeddings: readonly Float32Array[]) => {
      const byText = new Map(distinct.map((text, at) => [text, embeddings[at] as Float32Array]));
      return texts.map((text) => byText.get(text) as Float32Array);
    };
    if (kept?.byteLength === 4 * distinct.length * dimensions) {
      return { embeddings: inOrder(split(kept, dimensions)), seconds: 0 };
    }
    const started = performance.now();
    const embeddings = await embedRows({ ...embedder, dimensions }, distinct, progress('embedding'));
    const seconds = (performance.now() - started) / 1000;
    if (cache !== undefined) await keep(file, embeddings);
    return { embeddings: inOrder(embeddings), seconds };
  } finally {
    await embedder.close();
  }
}

async function keep(file: string, embeddings: readonly Float32Array[]): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(
    `${file}.partial`,
    Buffer.concat(embeddings.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))),
  );
  await rename(`${file}.partial`, file);
}

function split(bytes: Buffer, dimensions: number): Float32Array[] {
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return Array.from({ length: all.length / dimensions }, (_, row) =>
    all.subarray(row * dimensions, (row + 1) * dimensions),
  );
}

/** Shows how far a step is, at most once a second. */
export function progress(step: string): (done: number, total: number) => void {
  let shown = performance.now();
  return (done, total) => {
    if (done < total && performance.now() - shown < 1_000) return;
    shown = performance.now();
    process.stderr.write(`${step}: ${done} of ${total}\n`);
  };
}
