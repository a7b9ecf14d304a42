import type { Card, HeadOutput } from '@driftdesk/contracts';
import type { WindowRow } from '@driftdesk/drift';
import type { Observation } from '../observations/observation.js';

/** A window on its way to the worker. A few large arrays, as copying thousands of small ones holds the event loop. */
export interface PackedRows {
  readonly texts: readonly string[];
  readonly languages: readonly string[];
  /** [rows × dimensions] */
  readonly embeddings: Float32Array;
  readonly heads: readonly PackedHead[];
}

interface PackedHead {
  readonly name: string;
  /** The predicted label of each row. */
  readonly predicted: readonly string[];
  /** [rows × labels], in the order of the version's labels. */
  readonly probabilities: Float32Array;
}

/** Observations of one version as the tests want them. */
export function packRows(observations: readonly Observation[], heads: Card['heads']): PackedRows {
  return {
    texts: observations.map(({ text }) => text),
    languages: observations.map(({ language }) => language),
    embeddings: joined(observations.map(({ embedding }) => embedding)),
    heads: heads.map(({ name, labels }) => packHead(observations, name, labels)),
  };
}

function packHead(observations: readonly Observation[], name: string, labels: readonly string[]): PackedHead {
  const outputs = observations.map(({ outputs }) => outputs[name] as HeadOutput);
  const probabilities = new Float32Array(outputs.length * labels.length);
  let at = 0;
  for (const output of outputs) for (const label of labels) probabilities[at++] = output.probabilities[label] ?? 0;
  return { name, predicted: outputs.map(({ label }) => label), probabilities };
}

function joined(vectors: readonly Float32Array[]): Float32Array {
  const dimensions = vectors[0]?.length ?? 0;
  const all = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, row) => all.set(vector, row * dimensions));
  return all;
}

export function unpackRows({ texts, languages, embeddings, heads }: PackedRows): WindowRow[] {
  const rowOf = (all: Float32Array, row: number) => {
    const width = all.length / texts.length;
    return all.subarray(row * width, (row + 1) * width);
  };
  return texts.map((text, row) => ({
    text,
    language: languages[row] as string,
    embedding: rowOf(embeddings, row),
    probabilities: Object.fromEntries(heads.map(({ name, probabilities }) => [name, rowOf(probabilities, row)])),
    labels: Object.fromEntries(heads.map(({ name, predicted }) => [name, predicted[row] as string])),
  }));
}
