/** One 32-bit block of MurmurHash3_x86_32 (Appleby, public domain, github.com/aappleby/smhasher). */
export function mixBlock(hash: number, block: number): number {
  let k = Math.imul(block, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const mixed = hash ^ k;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

/** The final avalanche of MurmurHash3_x86_32 after `blocks` whole blocks; a signed 32-bit integer. */
export function finishHash(hash: number, blocks: number): number {
  let h = hash ^ (blocks * 4);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
