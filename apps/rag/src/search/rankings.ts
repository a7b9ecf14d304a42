import type { FusionWeights } from './fuse.js';

/** A way to find and order passages: which are looked at, and what they are ordered by. */
export interface Ranking {
  /** Passages that are nearest by cosine; none when 0, never fewer than are asked for otherwise. */
  readonly nearest: number;
  /** Passages whose words match best, likewise. */
  readonly matching: number;
  readonly weights: FusionWeights;
}

/** What the desk ranks by, and its two parts alone, to be compared with it. */
export const rankings = {
  dense: {
    nearest: 10,
    matching: 0,
    weights: { dense: 1, lexical: { modelLanguage: 0, other: 0 }, queue: 0, language: 0 },
  },
  lexical: {
    nearest: 0,
    matching: 10,
    weights: { dense: 0, lexical: { modelLanguage: 1, other: 1 }, queue: 0, language: 0 },
  },
  // More candidates would cost time and change nothing. The weights: docs/adr/0015.
  fused: {
    nearest: 10,
    matching: 5,
    weights: { dense: 1, lexical: { modelLanguage: 0.2, other: 2 }, queue: 0.05, language: 0.1 },
  },
} as const satisfies Readonly<Record<string, Ranking>>;
