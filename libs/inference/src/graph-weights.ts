import { createSimilarities, type LinearWeights } from '@driftdesk/ml';
import onnxProto, { type onnx as types } from 'onnx-proto';
import { VersionCorrupt } from './version-corrupt.js';

const { onnx } = onnxProto;

/** A graph's linear layers, and head → temperature. */
export interface GraphWeights extends LinearWeights {
  readonly temperatures: Readonly<Record<string, number>>;
}

/** Reads the weights out of a model that `exportModel` wrote. @throws VersionCorrupt when one is missing */
export function readLinearWeights(model: Uint8Array, heads: readonly { readonly name: string }[]): GraphWeights {
  const tensors = new Map((onnx.ModelProto.decode(model).graph?.initializer ?? []).map((one) => [one.name, one]));
  const bytes = (name: string) => bytesOf(name, tensors.get(name));
  const floats = (name: string) => new Float32Array(bytes(name));
  const bias = floats('bias');
  return {
    classes: bias.length,
    // Row 0 of both tables stands for the buckets that training did not see.
    idf: floats('idf').subarray(1),
    ngrams: floats('ngram_weights').subarray(bias.length),
    rowOfBucket: new Int32Array(bytes('row_of_bucket')),
    embedding: floats('embedding_weights'),
    similarities: tensors.has('landmarks') ? similaritiesTo(tensors.get('landmarks'), floats('landmarks')) : undefined,
    bias,
    temperatures: Object.fromEntries(heads.map(({ name }) => [name, floats(`temperature_${name}`)[0] as number])),
  };
}

function similaritiesTo(landmarks: types.ITensorProto | undefined, centres: Float32Array) {
  const count = Number(landmarks?.dims?.[0]);
  return createSimilarities({ count, dimensions: centres.length / count, centres });
}

/** A copy of a tensor's bytes: the file's own need not lie where numbers may. */
function bytesOf(name: string, tensor: types.ITensorProto | undefined): ArrayBuffer {
  const raw = tensor?.rawData;
  if (!raw || raw.byteLength === 0) throw new VersionCorrupt(`model.onnx has no weights "${name}".`);
  return Uint8Array.from(raw).buffer;
}
