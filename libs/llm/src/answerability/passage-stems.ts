import type { Passage } from '@driftdesk/contracts';
import { LRUCache } from 'lru-cache';
import { contentStems } from '../text/words.js';

/** The content stems of a passage and its title; those of the passages in use are kept. */
export function createPassageStems(options: { passages?: number } = {}): (passage: Passage) => ReadonlySet<string> {
  const cache = new LRUCache<string, ReadonlySet<string>>({ max: options.passages ?? 2_000 });
  return ({ title, text }) => {
    const key = `${title}\n${text}`;
    const known = cache.get(key);
    if (known) return known;
    const stems = new Set(contentStems(key));
    cache.set(key, stems);
    return stems;
  };
}
