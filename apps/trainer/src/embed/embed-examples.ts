import { ticketText } from '@driftdesk/contracts';
import type { Snapshot } from '../snapshot/read-snapshot.js';
import { embedRows, type TextEmbedder } from './embed-rows.js';
import type { EmbeddingCache } from './embedding-cache.js';

/** One embedding per example, in order: its own, one that an earlier run made, or a new one, which the cache keeps. */
export async function embedExamples(
  { examples, embeddings }: Snapshot,
  embedder: TextEmbedder,
  cache: EmbeddingCache,
  onProgress: (done: number, total: number) => void,
): Promise<Float32Array[]> {
  const texts = examples.map(ticketText);
  const unknown = texts.filter((text, at) => embeddings[at] === undefined && cache.get(text) === undefined);
  const missing = [...new Set(unknown)];
  const known = texts.length - missing.length;
  onProgress(known, texts.length);
  const made = await embedRows(embedder, missing, (done) => onProgress(known + done, texts.length));
  missing.forEach((text, at) => cache.set(text, made[at] as Float32Array));
  await cache.save();
  return texts.map((text, at) => embeddings[at] ?? (cache.get(text) as Float32Array));
}
