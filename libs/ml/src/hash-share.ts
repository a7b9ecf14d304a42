import { finishHash, mixBlock } from './murmur3.js';

/**
 * A number in [0, 1) that a name always has under a seed: MurmurHash3_x86_32 over its code points as 32-bit blocks. The
 * numbers of many names are spread evenly, so those below 0.2 are about a fifth of them, whatever the others are.
 */
export function hashShare(name: string, seed: number): number {
  let hash = seed | 0;
  let blocks = 0;
  for (const character of name) {
    hash = mixBlock(hash, character.codePointAt(0) as number);
    blocks++;
  }
  return (finishHash(hash, blocks) >>> 0) / 4_294_967_296;
}
