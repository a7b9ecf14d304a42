import type { Embed } from '../passage-index.js';
import { contentStems } from '../text/words.js';

const dimensions = 384;

/** A small stand-in for the embedding model: counts of hashed stems, unit length. Texts that share words are near. */
export const bagOfWords: Embed = (texts) => Promise.resolve(texts.map(vectorOf));

/** The vector of one text. */
export function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const stem of contentStems(text)) vector[bucketOf(stem)] = (vector[bucketOf(stem)] ?? 0) + 1;
  const length = Math.hypot(...vector) || 1;
  return vector.map((count) => count / length);
}

/** FNV-1a, 32 bits. */
function bucketOf(stem: string): number {
  let hash = 0x811c9dc5;
  for (const character of stem) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) % dimensions;
}
