import type { FeatureSpec } from '@driftdesk/contracts';
import { TrainingFailed } from '../training-failed.js';

/** What training needs of an embedder; `openEmbedder` of the embeddings library gives one. */
export interface TextEmbedder {
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  readonly dimensions: number;
  /** sha256 of the embedding model file, hex. */
  readonly digest: string;
}

const rowsPerStep = 250;

/** One unit-length embedding per text, in order. Equal texts are embedded once. */
export async function embedRows(
  embedder: TextEmbedder,
  texts: readonly string[],
  onProgress: (done: number, total: number) => void,
): Promise<Float32Array[]> {
  const distinct = [...new Set(texts)];
  const byText = new Map<string, Float32Array>();
  for (let from = 0; from < distinct.length; from += rowsPerStep) {
    const step = distinct.slice(from, from + rowsPerStep);
    const embeddings = await embedder.embed(step);
    step.forEach((text, at) => byText.set(text, embeddings[at] as Float32Array));
    onProgress(from + step.length, distinct.length);
  }
  return texts.map((text) => byText.get(text) as Float32Array);
}

/** @throws TrainingFailed when the embedder's vectors are not those the features ask for. */
export function checkEmbedder({ dimensions }: TextEmbedder, { embedding }: FeatureSpec): void {
  if (dimensions === embedding.dimensions) return;
  throw new TrainingFailed(
    `The embedding model gives ${dimensions} numbers a text; features.embedding.dimensions of the model spec says ${embedding.dimensions}.`,
  );
}
