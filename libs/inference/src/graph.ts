import type { FeatureSpec } from '@driftdesk/contracts';
import { createFeaturizer, distanceName, inputNames, outputName, type Featurizer } from '@driftdesk/ml';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { planChunks } from './chunks.js';
import { padFeatures } from './padding.js';

/** What a graph needs of a ticket. The embedding is of unit length, as the embedder gives it. */
export interface InferenceRow {
  readonly text: string;
  readonly embedding: Float32Array;
}

/** A head's name and labels, in the order of the graph's output. */
export interface GraphHead {
  readonly name: string;
  readonly labels: readonly string[];
}

/** What a graph gives for one row. */
export interface GraphOutput {
  /** Head → probabilities in label order. */
  readonly probabilities: Readonly<Record<string, Float32Array>>;
  /** Mahalanobis distance of the embedding to the nearest class, when the graph knows its scope. */
  readonly distance?: number | undefined;
}

/** A model's graph in an ONNX Runtime session. */
export interface Graph {
  run(rows: readonly InferenceRow[]): Promise<GraphOutput[]>;
  release(): Promise<void>;
}

/** Opens a graph. One thread: a ticket is too little work to share, and a pod's quota is not the machine's. */
export async function openGraph(model: Uint8Array, heads: readonly GraphHead[], features: FeatureSpec): Promise<Graph> {
  const session = await InferenceSession.create(model, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    executionProviders: ['cpu'],
  });
  const featurize = createFeaturizer(features);
  const { dimensions } = features.embedding;
  return {
    run: (rows) => inChunks(rows, (chunk) => runChunk(session, featurize, heads, dimensions, chunk)),
    release: () => session.release(),
  };
}

/** `run` of ONNX Runtime holds the thread, so other work gets its turn between chunks. */
async function inChunks(
  rows: readonly InferenceRow[],
  run: (chunk: readonly InferenceRow[]) => Promise<GraphOutput[]>,
): Promise<GraphOutput[]> {
  const results: GraphOutput[] = [];
  for (const [at, chunk] of planChunks(rows).entries()) {
    if (at > 0) await new Promise((resolve) => setImmediate(resolve));
    results.push(...(await run(chunk)));
  }
  return results;
}

async function runChunk(
  session: InferenceSession,
  featurize: Featurizer,
  heads: readonly GraphHead[],
  dimensions: number,
  rows: readonly InferenceRow[],
): Promise<GraphOutput[]> {
  const { indices, counts, width } = padFeatures(rows.map(({ text }) => featurize(text)));
  const outputs = await session.run({
    [inputNames.indices]: new Tensor('int64', indices, [rows.length, width]),
    [inputNames.counts]: new Tensor('float32', counts, [rows.length, width]),
    [inputNames.embedding]: new Tensor('float32', joinEmbeddings(rows, dimensions), [rows.length, dimensions]),
  });
  const distances = outputs[distanceName]?.data as Float32Array | undefined;
  return rows.map((_, row) => ({
    probabilities: Object.fromEntries(
      heads.map(({ name, labels }) => {
        const all = outputs[outputName(name)]?.data as Float32Array;
        return [name, all.slice(row * labels.length, (row + 1) * labels.length)];
      }),
    ),
    distance: distances?.[row],
  }));
}

function joinEmbeddings(rows: readonly InferenceRow[], dimensions: number): Float32Array {
  const joined = new Float32Array(rows.length * dimensions);
  rows.forEach(({ embedding }, row) => {
    if (embedding.length !== dimensions) {
      throw new RangeError(
        `The embedding of row ${row + 1} has ${embedding.length} numbers; the model takes ${dimensions}.`,
      );
    }
    joined.set(embedding, row * dimensions);
  });
  return joined;
}
