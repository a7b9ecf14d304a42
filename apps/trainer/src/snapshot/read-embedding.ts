import { decodeEmbedding } from '@driftdesk/contracts';

/** How much longer or shorter than 1 an embedding may be that went through single precision. */
const lengthTolerance = 0.01;

/** An embedding that a row brought along, or what is wrong with it. */
export function readEmbedding(encoded: string, dimensions: number): Float32Array | string {
  const bytes = Buffer.byteLength(encoded, 'base64');
  if (bytes !== 4 * dimensions) {
    return `has ${bytes} bytes; ${dimensions} float32 numbers (features.embedding.dimensions of the model spec) are ${4 * dimensions}`;
  }
  const embedding = decodeEmbedding(encoded);
  const wrong = embedding.findIndex((entry) => !Number.isFinite(entry));
  if (wrong >= 0) return `number ${wrong + 1} is ${embedding[wrong]}`;
  const length = Math.sqrt(embedding.reduce((sum, entry) => sum + entry * entry, 0));
  if (Math.abs(length - 1) > lengthTolerance) return `has length ${length.toFixed(3)}, not 1`;
  return embedding;
}
